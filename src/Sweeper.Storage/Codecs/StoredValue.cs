using System.Globalization;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Codecs;

/// <summary>A hyperparameter's value as the database keeps it: in SQLite's own types where there is one, else as JSON.</summary>
internal static class StoredValue
{
    private const double LargestExactInteger = 1L << 53;

    /// <summary>The column <c>value</c>: a long for whole numbers (128 reads better than 128.0), a double, or text.</summary>
    public static object Value(HyperparameterValue value) => value switch
    {
        TextValue text => text.Text,
        BooleanValue boolean => boolean.Boolean ? 1L : 0L,
        NumberValue { Number: double number } when IsWhole(number) => (long)number,
        NumberValue number => number.Number,
        _ => value.Canonical,
    };

    /// <summary>The column <c>kind</c>.</summary>
    public static string Kind(HyperparameterValue value) => value switch
    {
        TextValue => "text",
        BooleanValue => "boolean",
        NumberValue => "number",
        ListValue => "list",
        MapValue => "map",
        // JSON text as lists and maps are: what older versions read as a map, they read right.
        NullValue => "map",
        _ => throw new ArgumentException($"{value.GetType().Name} is no kind of value.", nameof(value)),
    };

    /// <exception cref="FormatException">The kind is unknown.</exception>
    public static HyperparameterValue Read(object value, string kind) => kind switch
    {
        "text" => new TextValue((string)value),
        "boolean" => new BooleanValue((long)value != 0),
        "number" => new NumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        "list" or "map" => HyperparameterValue.Parse((string)value),
        _ => throw new FormatException($"'{kind}' is not a kind of hyperparameter value."),
    };

    private static bool IsWhole(double number) => Math.Abs(number) <= LargestExactInteger && number == Math.Truncate(number);
}
