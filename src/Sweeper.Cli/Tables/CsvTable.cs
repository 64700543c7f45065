using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>
/// A list as CSV (RFC 4180) with a header. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
/// </summary>
internal static class CsvTable
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.None,
        // With a line end of two characters, the library does not quote fields for a single one of them.
        ShouldQuote = field => ConfigurationFunctions.ShouldQuote(field) || field.Field?.AsSpan().ContainsAny('\r', '\n') == true,
    };

    public static void Write(ResultTable table, TextWriter output) => Write(table.Columns, table.Rows, output);

    /// <summary>Writes rows as they come, so that a list may be longer than memory.</summary>
    public static void Write(IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows, TextWriter output)
    {
        using var csv = new CsvWriter(output, Configuration, leaveOpen: true);
        foreach (TableColumn column in columns)
            csv.WriteField(Defuse(column.Name));
        csv.NextRecord();
        foreach (object?[] row in rows)
        {
            foreach (object? value in row)
            {
                // Numbers are most of what there is, and nothing in them is ever quoted.
                if (value is double or int or long)
                    csv.WriteField(Field(value), shouldQuote: false);
                else
                    csv.WriteField(Field(value));
            }

            csv.NextRecord();
        }

        csv.Flush();
    }

    private static string? Field(object? value) => value switch
    {
        null => null,
        string text => Defuse(text),
        bool boolean => boolean ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        HyperparameterValue structured => structured.Canonical,
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Defuse(string text) => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
}
