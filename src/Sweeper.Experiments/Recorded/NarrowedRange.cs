using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Recorded;

/// <summary>Ranges of numbers as a file has them, around a number.</summary>
internal static class NarrowedRange
{
    // Of the width of the range, so much on either side.
    private const double Reach = 0.25;

    // Whoever lists numbers that are so far apart thinks of orders of magnitude.
    private const double Magnitude = 10;
    private const double Slack = 1e-9;

    /// <summary>A map with <c>min</c> and <c>max</c>, or of a normal distribution, narrowed; any other as it is.</summary>
    public static MappingNode Of(MappingNode map, double best)
    {
        string distribution = (map.Find("distribution") as ScalarNode)?.Text ?? "";
        if (Number(map, "min") is double minimum && Number(map, "max") is double maximum)
            return Bounded(map, distribution, minimum, maximum, best);
        bool isNormal = distribution.EndsWith("normal", StringComparison.Ordinal)
            || (Number(map, "mu") ?? Number(map, "sigma")) is not null;
        bool isLogarithmic = distribution.Contains("log", StringComparison.Ordinal);
        if (!isNormal || (isLogarithmic && best <= 0))
            return map;
        double center = isLogarithmic ? Math.Log(best) : best, half = (Number(map, "sigma") ?? 1) / 2;
        center = Multiple(Math.Round, center, Unit(half));
        return With(map, ("mu", Node(center, isWhole: false)), ("sigma", Node(half, isWhole: false)));
    }

    /// <summary>The range from the number before the best of some to the one after it.</summary>
    /// <param name="listed">At least two, in any order.</param>
    /// <param name="best">One of them, or any other.</param>
    /// <param name="isWhole">Whether only whole numbers are meant.</param>
    public static MappingNode Between(IEnumerable<double> listed, double best, bool isWhole)
    {
        double[] sorted = [.. listed.Order()];
        int place = Array.IndexOf(sorted, sorted.MinBy(n => Math.Abs(n - best)));
        bool isLogarithmic = sorted[0] > 0 && sorted[^1] >= sorted[0] * Magnitude;
        string distribution = (isLogarithmic, isWhole) switch
        {
            (true, true) => "q_log_uniform_values",
            (true, false) => "log_uniform_values",
            (false, true) => "int_uniform",
            (false, false) => "uniform",
        };
        return With(
            new MappingNode([]) { Position = SourcePosition.Start },
            ("min", Node(sorted[Math.Max(0, place - 1)], isWhole)),
            ("max", Node(sorted[Math.Min(sorted.Length - 1, place + 1)], isWhole)),
            ("distribution", Text(distribution)));
    }

    /// <summary>A map with the values of some keys, in place of its own or after them.</summary>
    public static MappingNode With(MappingNode map, params ReadOnlySpan<(string Key, SyntaxNode Value)> values)
    {
        ImmutableArray<MappingEntry> entries = map.Entries;
        foreach ((string key, SyntaxNode value) in values)
        {
            MappingEntry? old = entries.FirstOrDefault(e => e.Name == key);
            entries = old is null
                ? entries.Add(new MappingEntry(Text(key), value))
                : entries.Replace(old, old with { Value = value });
        }

        return new MappingNode(entries) { Position = map.Position, Tag = map.Tag };
    }

    /// <summary>A text. It is put in quotes where it would be something else.</summary>
    public static ScalarNode Text(string text) => new()
    {
        Text = text,
        Kind = ScalarKind.Text,
        IsQuoted = Yaml11.KindOf(text) != ScalarKind.Text || CoreSchema.KindOf(text) != ScalarKind.Text,
        Position = SourcePosition.Start,
    };

    /// <summary>A number, with a point where it is not meant to be whole.</summary>
    public static ScalarNode Node(double number, bool isWhole)
    {
        string text = Math.Abs(number) is (>= 1e-12 and < 1e15) or 0
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("0.0###############e+00", CultureInfo.InvariantCulture);
        if (!isWhole && !text.Contains('.', StringComparison.Ordinal))
            text += ".0";
        ScalarKind kind = isWhole ? ScalarKind.Integer : ScalarKind.Float;
        return new ScalarNode { Text = text, Kind = kind, IsQuoted = false, Position = SourcePosition.Start };
    }

    private static MappingNode Bounded(MappingNode map, string distribution, double minimum, double maximum, double best)
    {
        // The bounds of some distributions of Weights & Biases are exponents.
        bool isExponent = distribution is "log_uniform" or "q_log_uniform" or "inv_log_uniform";
        bool isLogarithmic = !isExponent && distribution.Contains("log", StringComparison.Ordinal);
        if ((isExponent && best <= 0) || (isLogarithmic && minimum <= 0))
            return map;
        if (isExponent)
            best = distribution == "inv_log_uniform" ? -Math.Log(best) : Math.Log(best);
        bool areWhole = IsInteger(map, "min") && IsInteger(map, "max");
        bool isWhole = distribution == "int_uniform" || (distribution.Length == 0 && areWhole);
        bool isStepped = !isExponent && distribution.StartsWith("q_", StringComparison.Ordinal);
        double? step = isWhole ? 1 : isStepped ? Number(map, "q") ?? 1 : null;

        Func<double, double> into = isLogarithmic ? Math.Log : x => x, back = isLogarithmic ? Math.Exp : x => x;
        double at = into(Math.Clamp(best, minimum, maximum)), reach = Reach * (into(maximum) - into(minimum));
        double lower = Math.Max(minimum, back(at - reach)), upper = Math.Min(maximum, back(at + reach)), width = upper - lower;
        lower = Math.Max(minimum, Multiple(Math.Floor, lower, step ?? Unit(isLogarithmic ? lower : width)));
        upper = Math.Min(maximum, Multiple(Math.Ceiling, upper, step ?? Unit(isLogarithmic ? upper : width)));
        bool isWritten = isWhole || (areWhole && step is double q && q == Math.Floor(q));
        return lower < upper ? With(map, ("min", Node(lower, isWritten)), ("max", Node(upper, isWritten))) : map;
    }

    // Two digits of a width or a size.
    private static double Unit(double size) => Math.Pow(10, Math.Floor(Math.Log10(size)) - 1);

    // What is a multiple but for its last digit stays one.
    private static double Multiple(Func<double, double> round, double number, double unit)
    {
        double factor = number / unit, nearest = Math.Round(factor);
        return QuantizedDistribution.Multiple(Math.Abs(factor - nearest) < Slack ? nearest : round(factor), unit);
    }

    private static bool IsInteger(MappingNode map, string key) =>
        map.Find(key) is ScalarNode { IsQuoted: false } scalar && CoreSchema.KindOf(scalar.Text) == ScalarKind.Integer;

    private static double? Number(MappingNode map, string key) =>
        double.TryParse((map.Find(key) as ScalarNode)?.Text, CultureInfo.InvariantCulture, out double number) ? number : null;
}
