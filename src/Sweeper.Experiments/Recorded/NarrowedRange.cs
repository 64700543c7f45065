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
        bool isNormal = distribution.EndsWith("normal", StringComparison.Ordinal) || map.Find("mu") is not null || map.Find("sigma") is not null;
        bool isLogarithmic = distribution.Contains("log", StringComparison.Ordinal);
        if (!isNormal || (isLogarithmic && best <= 0))
            return map;
        double center = isLogarithmic ? Math.Log(best) : best;
        return With(
            map,
            ("mu", Node(double.Parse(center.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), isWhole: false)),
            ("sigma", Node((Number(map, "sigma") ?? 1) / 2, isWhole: false)));
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
            entries = old is null ? entries.Add(new MappingEntry(Text(key), value)) : entries.Replace(old, old with { Value = value });
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
        return new ScalarNode { Text = text, Kind = isWhole ? ScalarKind.Integer : ScalarKind.Float, IsQuoted = false, Position = SourcePosition.Start };
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
        bool isWhole = distribution == "int_uniform" || (distribution.Length == 0 && IsInteger(map, "min") && IsInteger(map, "max"));
        double? step = isWhole ? 1 : distribution.StartsWith("q_", StringComparison.Ordinal) && !isExponent ? Number(map, "q") ?? 1 : null;

        Func<double, double> into = isLogarithmic ? Math.Log : x => x, back = isLogarithmic ? Math.Exp : x => x;
        double low = into(minimum), high = into(maximum), at = into(Math.Clamp(best, minimum, maximum)), reach = Reach * (high - low);
        double lower = back(Math.Max(low, at - reach)), upper = back(Math.Min(high, at + reach));
        lower = Math.Clamp(Multiple(Math.Floor, lower, step ?? Unit(isLogarithmic ? lower : upper - lower)), minimum, maximum);
        upper = Math.Clamp(Multiple(Math.Ceiling, upper, step ?? Unit(isLogarithmic ? upper : upper - lower)), minimum, maximum);
        bool isWritten = isWhole || (IsInteger(map, "min") && IsInteger(map, "max") && step is double q && q == Math.Floor(q));
        return lower < upper ? With(map, ("min", Node(lower, isWritten)), ("max", Node(upper, isWritten))) : map;
    }

    // Two digits of a width or a size.
    private static double Unit(double size) => Math.Pow(10, Math.Floor(Math.Log10(size)) - 1);

    private static double Multiple(Func<double, double> round, double number, double unit) =>
        QuantizedDistribution.Multiple(round((number / unit) + (round == Math.Floor ? Slack : -Slack)), unit);

    private static bool IsInteger(MappingNode map, string key) =>
        map.Find(key) is ScalarNode { IsQuoted: false } scalar && CoreSchema.KindOf(scalar.Text) == ScalarKind.Integer;

    private static double? Number(MappingNode map, string key) =>
        map.Find(key) is ScalarNode scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;
}
