using System.Collections.Immutable;
using System.Globalization;

namespace Sweeper.Benchmarks.Training;

/// <summary>The hidden layers of a network.</summary>
/// <param name="Sizes">Units of each, the first layer first.</param>
internal sealed record HiddenSizes(ImmutableArray<int> Sizes)
{
    /// <summary>With the inputs and classes of MNIST: <c>784-512-512-10</c>.</summary>
    public string NetworkText => $"784-{this}-10";

    /// <summary>As the command line and peers take them: <c>512-512</c>.</summary>
    public override string ToString() => string.Join('-', Sizes.Select(s => s.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static HiddenSizes Parse(string text)
    {
        int[] sizes = [.. text.Split('-').Select(Size)];
        return sizes.All(s => s >= 1)
            ? new HiddenSizes([.. sizes])
            : throw new FormatException($"'{text}' is no list of hidden sizes such as 128 or 512-512.");

        static int Size(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0;
    }
}
