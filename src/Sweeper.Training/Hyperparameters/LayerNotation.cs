using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Networks;

namespace Sweeper.Training.Hyperparameters;

/// <summary>
/// How the layers of a network are written: <c>128</c> for a fully connected layer of 128 units, <c>32c3</c> for a convolution
/// with 32 filters of 3×3 and zeros around its input, <c>32c3s2</c> for one that moves two positions at a time, <c>32c3v</c> for
/// one without the zeros ("valid"), and <c>p2</c> for max pooling in squares of 2×2; joined by hyphens. (After Cireşan, Meier
/// and Schmidhuber 2012, Multi-column Deep Neural Networks for Image Classification, who write 20C4-MP2.)
/// </summary>
internal static partial class LayerNotation
{
    /// <summary>Completes "it must be" for a layer.</summary>
    public const string Allowed = "a number of units such as 128, a convolution such as 32c3 or max pooling such as p2";

    /// <summary>A layer as a regular expression, for those who know nothing of ranges.</summary>
    public const string Pattern = "([0-9]+(c[0-9]+(s[0-9]+)?v?)?|p[0-9]+)";

    /// <summary>More are a mistake.</summary>
    public const int MaximumLayers = 100;

    /// <summary>The units of a fully connected layer.</summary>
    public static readonly NumberRange Units = new(1, 1_000_000_000);

    private static readonly NumberRange Filters = new(1, 1_000_000);
    private static readonly NumberRange Positions = new(1, 1_000);

    /// <summary>The layers of a text in this notation that was validated.</summary>
    /// <exception cref="FormatException">It was not.</exception>
    public static ImmutableArray<HiddenLayer> Parse(string text)
    {
        string[] parts = text.Split('-', MaximumLayers + 1);
        return parts.Length <= MaximumLayers
            ? [.. parts.Select(part => Read(part, Allowed, out string complaint) ?? throw new FormatException(
                $"'{part}' is no layer: {complaint}."))]
            : throw new FormatException($"There are more than {MaximumLayers} layers.");
    }

    /// <summary>Whether a text has the form of a layer; its numbers may be out of range.</summary>
    public static bool IsLayer(string text) => Layer.IsMatch(text);

    /// <summary>
    /// The layer that a text stands for, or null and what is wrong with it, completing "layer 2 is '32x3'; …".
    /// </summary>
    /// <param name="text">What is written.</param>
    /// <param name="allowed">Completes "it must be" where it looks like no layer at all.</param>
    /// <param name="complaint">Empty for a layer.</param>
    public static HiddenLayer? Read(string text, string allowed, out string complaint)
    {
        Match match = Layer.Match(text);
        complaint = match.Success ? OutOfRange(match) : LayerMistakes.AdviceFor(text) ?? $"it must be {allowed}";
        if (complaint.Length > 0)
            return null;
        if (match.Groups["units"].Success)
            return new DenseHiddenLayer(NumberIn(match, "units"));
        return match.Groups["pool"].Success
            ? new MaxPoolingHiddenLayer(NumberIn(match, "pool"))
            : new ConvolutionHiddenLayer(
                NumberIn(match, "filters"),
                NumberIn(match, "kernel"),
                NumberIn(match, "stride"),
                !match.Groups["valid"].Success);
    }

    /// <summary>A layer in the one form that equal layers share.</summary>
    public static string Write(HiddenLayer layer) => layer switch
    {
        DenseHiddenLayer dense => Text($"{dense.Units}"),
        MaxPoolingHiddenLayer pooling => Text($"p{pooling.Size}"),
        ConvolutionHiddenLayer convolution => Text($"{convolution.Filters}c{convolution.KernelSize}")
            + (convolution.Stride == 1 ? "" : Text($"s{convolution.Stride}")) + (convolution.IsPadded ? "" : "v"),
        _ => throw new ArgumentOutOfRangeException(nameof(layer)),
    };

    private static string OutOfRange(Match match)
    {
        (string Group, string What, NumberRange Range)[] numbers =
        [
            ("units", "its number of units", Units), ("filters", "its number of filters", Filters),
            ("kernel", "the size of its filters", Positions),
            ("stride", "its stride", Positions), ("pool", "the size of its squares", Positions),
        ];
        return string.Join(
            "; ",
            numbers.Where(n => !n.Range.Contains(NumberIn(match, n.Group))).Select(n => $"{n.What} must be {n.Range.Text}"));
    }

    // 1 where it is not written; the largest there is when it does not fit.
    private static int NumberIn(Match match, string group) =>
        !match.Groups[group].Success ? 1
        : int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : int.MaxValue;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^((?<units>[0-9]+)|(?<filters>[0-9]+)c(?<kernel>[0-9]+)(s(?<stride>[0-9]+))?(?<valid>v)?|p(?<pool>[0-9]+))\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Layer { get; }
}
