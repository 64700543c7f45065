using System.Globalization;
using System.Text.Json;

namespace Sweeper.Reporting.Data;

/// <summary>Writes numbers for the script: short, and null where JSON has no number.</summary>
internal static class JsonNumbers
{
    /// <summary>Stands for as many digits as a number has.</summary>
    public const int AllDigits = 0;

    /// <summary>An array of numbers with so many significant digits.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<double?> values, int digits)
    {
        json.WritePropertyName(name);
        json.WriteNumbers(values, digits);
    }

    /// <summary>An array of numbers with so many significant digits.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, IEnumerable<double?> values, int digits)
    {
        json.WriteStartArray();
        foreach (double? value in values)
            json.WriteShort(value, digits);
        json.WriteEndArray();
    }

    /// <summary>An array of numbers with all their digits, for a reader who points at one.</summary>
    public static void WriteWhole(this Utf8JsonWriter json, IEnumerable<double?> values) => json.WriteNumbers(values, AllDigits);

    /// <summary>An array of whole numbers.</summary>
    public static void WriteIntegers(this Utf8JsonWriter json, string name, IEnumerable<long?> values)
    {
        json.WriteStartArray(name);
        foreach (long? value in values)
        {
            if (value is long number)
                json.WriteNumberValue(number);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    /// <summary>An array of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>A number with so many significant digits; null where there is none.</summary>
    public static void WriteShort(this Utf8JsonWriter json, double? value, int digits)
    {
        if (value is not double number || !double.IsFinite(number))
        {
            json.WriteNullValue();
            return;
        }

        Span<char> text = stackalloc char[32];
        number.TryFormat(text, out int length, digits == AllDigits ? "R" : $"G{digits}", CultureInfo.InvariantCulture);
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
