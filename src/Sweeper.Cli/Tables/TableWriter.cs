using System.Globalization;
using Spectre.Console;

namespace Sweeper.Cli.Tables;

/// <summary>Prints a list in the format that was asked for.</summary>
internal static class TableWriter
{
    // What the border and the padding of a drawn column take.
    private const int ColumnPadding = 3;

    public static void Write(ResultTable table, TableFormat format, IAnsiConsole console)
    {
        switch (format)
        {
            case TableFormat.Json:
                JsonTable.Write(table, console.Profile.Out.Writer);
                break;
            case TableFormat.Csv:
                CsvTable.Write(table, console.Profile.Out.Writer);
                break;
            default:
                Draw(table, console);
                break;
        }
    }

    private static void Draw(ResultTable table, IAnsiConsole console)
    {
        List<int> columns = Fitting(table, console.Profile.Width);
        var drawing = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (int column in columns)
        {
            // Numbers stand at the right, under their name, so that their digits align.
            bool isNumeric = table.IsNumeric(column);
            drawing.AddColumn(new Spectre.Console.TableColumn(new Text(table.Columns[column].Header))
            {
                Alignment = isNumeric ? Justify.Right : Justify.Left,
                NoWrap = isNumeric,
            });
        }

        for (int r = 0; r < table.Rows.Count; r++)
        {
            Style style = table.MarkedRow == r ? new Style(Color.Green, decoration: Decoration.Bold) : Style.Plain;
            object?[] row = table.Rows[r];
            drawing.AddRow(columns.Select(c => new Text(Show(table.Columns[c], row[c]), style)));
        }

        console.Write(drawing);
        string[] left = [.. table.Columns.Where((_, i) => !columns.Contains(i)).Select(c => c.Name)];
        if (left.Length > 0)
            console.Write(new Text($"Not shown for want of room: {string.Join(", ", left)}.\n", new Style(Color.Grey)));
    }

    /// <summary>The columns that fit into a width, by index.</summary>
    private static List<int> Fitting(ResultTable table, int width)
    {
        int[] widths = [.. table.Columns.Select((column, i) => ColumnPadding + table.Rows
            .Select(r => Show(column, r[i]).Length)
            .Append(table.IsNumeric(i) ? LongestWord(column) : column.Header.Length)
            .Max())];
        List<int> columns = [.. Enumerable.Range(0, table.Columns.Count)];
        while (columns.Sum(c => widths[c]) > width)
        {
            int last = columns.Max(c => table.Columns[c].Dispensability);
            if (last == 0)
                break;
            columns.RemoveAt(columns.FindLastIndex(c => table.Columns[c].Dispensability == last));
        }

        return columns;
    }

    private static int LongestWord(TableColumn column) => column.Header.Split(' ').Max(word => word.Length);

    private static string Show(TableColumn column, object? value) => value switch
    {
        null => "–",
        _ when column.Display is not null => column.Display(value),
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
