using System.Globalization;

namespace Sweeper.Storage.Codecs;

/// <summary>A metric's value as the database keeps it: a number, or no number and the kind of what it was.</summary>
internal static class StoredMetric
{
    /// <summary>The column <c>value</c>; null for NaN and the infinities.</summary>
    public static double? Value(double value) => double.IsFinite(value) ? value : null;

    /// <summary>The column <c>kind</c>; null for finite numbers.</summary>
    public static string? Kind(double value)
    {
        if (double.IsFinite(value))
            return null;
        if (double.IsNaN(value))
            return "nan";
        return value > 0 ? "inf" : "-inf";
    }

    /// <exception cref="FormatException">The kind is unknown.</exception>
    public static double Read(double? value, string? kind) => kind switch
    {
        null => value ?? throw new FormatException("A metric has neither a value nor a kind."),
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => throw new FormatException($"'{kind}' is not a kind of metric value."),
    };
}

/// <summary>Times as the database keeps them: ISO-8601 in UTC, to the tick, so that text order is time order.</summary>
internal static class StoredTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not such a time.</exception>
    public static DateTimeOffset Read(string text) => DateTimeOffset.ParseExact(
        text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset? ReadOrNull(string? text) => text is null ? null : Read(text);
}
