using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Neural.Networks;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>
/// How the layers of a network are written: <c>128</c> for a fully connected layer of 128 units, <c>32c3</c> for a convolution with 32 filters of
/// 3×3 and zeros around its input, <c>32c3s2</c> for one that moves two positions at a time, <c>32c3v</c> for one without the zeros ("valid"), and
/// <c>p2</c> for max pooling in squares of 2×2; joined by hyphens. (After Cireşan, Meier and Schmidhuber 2012, Multi-column Deep Neural Networks for
/// Image Classification, who write 20C4-MP2.)
/// </summary>
internal static partial class LayerNotation
{
    /// <summary>The layers of a text in this notation that was validated.</summary>
    public static ImmutableArray<HiddenLayer> Parse(string text) => [.. text.Split('-').Select(ParseLayer)];

    /// <summary>A layer of a network; a number that does not fit is the largest there is.</summary>
    /// <exception cref="FormatException">It is written otherwise.</exception>
    public static HiddenLayer ParseLayer(string text)
    {
        Match match = Layer.Match(text);
        if (!match.Success)
            throw new FormatException($"'{text}' is no layer.");
        if (match.Groups["units"].Success)
            return new DenseHiddenLayer(Number("units", 0));
        if (match.Groups["pool"].Success)
            return new MaxPoolingHiddenLayer(Number("pool", 0));
        return new ConvolutionHiddenLayer(Number("filters", 0), Number("kernel", 0), Number("stride", 1), !match.Groups["valid"].Success);

        int Number(string group, int missing) =>
            !match.Groups[group].Success ? missing
            : int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;
    }

    [GeneratedRegex("^((?<units>[0-9]+)|(?<filters>[0-9]+)c(?<kernel>[0-9]+)(s(?<stride>[0-9]+))?(?<valid>v)?|p(?<pool>[0-9]+))$", RegexOptions.ExplicitCapture)]
    private static partial Regex Layer { get; }
}
