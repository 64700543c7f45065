using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>
/// A list as a JSON array with an object per row, each in a line of its own; NaN and the infinities, which JSON lacks, become
/// text. Rows are written as they come, so that a list may be longer than memory.
/// </summary>
internal static class JsonTable
{
    private const int BufferBytes = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ResultTable table, TextWriter output) => Write(table.Columns, table.Rows, output);

    public static void Write(IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows, TextWriter output)
    {
        JsonEncodedText[] names =
            [.. columns.Select(c => JsonEncodedText.Encode(c.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        var buffer = new ArrayBufferWriter<byte>(2 * BufferBytes);
        using var json = new Utf8JsonWriter(buffer, Options);
        buffer.Write("["u8);
        bool isFirst = true;
        foreach (object?[] row in rows)
        {
            buffer.Write(isFirst ? "\n"u8 : ",\n"u8);
            isFirst = false;
            json.Reset();
            json.WriteStartObject();
            for (int i = 0; i < row.Length; i++)
            {
                json.WritePropertyName(names[i]);
                WriteValue(json, row[i]);
            }

            json.WriteEndObject();
            json.Flush();
            if (buffer.WrittenCount > BufferBytes)
                Empty(buffer, output);
        }

        buffer.Write(isFirst ? "]\n"u8 : "\n]\n"u8);
        Empty(buffer, output);
    }

    public static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool boolean: json.WriteBooleanValue(boolean); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case RawJson raw: json.WriteRawValue(raw.Text, skipInputValidation: true); break;
            case HyperparameterValue structured: json.WriteRawValue(structured.Canonical); break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    /// <summary>A value that is JSON already.</summary>
    public sealed record RawJson(string Text);

    private static void Empty(ArrayBufferWriter<byte> buffer, TextWriter output)
    {
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        buffer.ResetWrittenCount();
    }
}
