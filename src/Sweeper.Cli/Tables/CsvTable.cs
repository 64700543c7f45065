using CsvHelper;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>
/// A list as CSV (RFC 4180) with a header. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers
/// stay numbers.
/// </summary>
internal static class CsvTable
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        TrueValue = "true",
        FalseValue = "false",
    };

    public static void Write(ResultTable table, TextWriter output) => Write(table.Columns, table.Rows, output);

    /// <summary>Writes rows as they come, so that a list may be longer than memory.</summary>
    public static void Write(IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows, TextWriter output)
    {
        using CsvWriter csv = CsvWriter.Create(output, Options, leaveOpen: true);
        foreach (TableColumn column in columns)
            csv.WriteField(Defuse(column.Name));
        csv.EndRecord();
        foreach (object?[] row in rows)
        {
            foreach (object? value in row)
                WriteField(csv, value);
            csv.EndRecord();
        }
    }

    private static void WriteField(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case double number:
                csv.WriteField(number, "R");
                break;
            case HyperparameterValue structured:
                csv.WriteField(structured.Canonical);
                break;
            case byte[] bytes:
                csv.WriteField(Convert.ToBase64String(bytes));
                break;
            case string text:
                csv.WriteField(Defuse(text));
                break;
            default:
                csv.WriteField(value);
                break;
        }
    }

    private static string Defuse(string text) =>
        text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
}
