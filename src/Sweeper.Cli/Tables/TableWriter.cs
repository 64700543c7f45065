using System.Globalization;
using Spectre.Console;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>Prints a list in the format that was asked for.</summary>
internal static class TableWriter
{
    // What the border and the padding of a drawn column take.
    private const int ColumnPadding = 3;

    // A drawn table holds some kilobytes a row.
    private const int MostDrawnRows = 2_000;

    public static void Write(ResultTable table, TableFormat format, IAnsiConsole console)
    {
        switch (format)
        {
            case TableFormat.Json:
                JsonTable.Write(table, console.DataWriter());
                break;
            case TableFormat.Csv:
                CsvTable.Write(table, console.DataWriter());
                break;
            default:
                Draw(table, console);
                break;
        }
    }

    private static void Draw(ResultTable table, IAnsiConsole console)
    {
        int[] cellWidths = [.. table.Columns.Select((_, c) => CellWidth(table, c, isFirst: c == 0))];
        List<int> columns = Fitting(table, cellWidths, console.Profile.Width);

        // The mark moves to the first column that is left.
        if (columns.Count > 0 && columns[0] != 0)
            cellWidths[columns[0]] = CellWidth(table, columns[0], isFirst: true);
        if (table.Rows.Count > MostDrawnRows || (!console.Profile.Capabilities.Ansi && IsSimple(table, columns, cellWidths, console.Profile.Width)))
            WriteLines(table, columns, cellWidths, console.Profile.Out.Writer);
        else
            Draw(table, columns, console);
        if (table.Note is string note)
            console.Profile.Out.Writer.WriteLine(note);
        string[] left = [.. table.Columns.Where((_, i) => !columns.Contains(i)).Select(c => c.Name)];
        if (left.Length > 0)
            console.Write(new Text($"Not shown for want of room: {string.Join(", ", left)}.\n", new Style(Color.Grey)));
    }

    private static void WriteLines(ResultTable table, List<int> columns, int[] cellWidths, TextWriter output)
    {
        LineColumn[] lineColumns =
            [.. columns.Select(c => new LineColumn(table.Columns[c].Header, cellWidths[c], table.IsNumeric(c)))];
        LineTable.Write(lineColumns, Lines(table, columns), output);
    }

    private static IEnumerable<string[]> Lines(ResultTable table, List<int> columns)
    {
        for (int r = 0; r < table.Rows.Count; r++)
        {
            string[] line = new string[columns.Count];
            for (int i = 0; i < line.Length; i++)
                line[i] = Cell(table, r, columns[i], isFirst: i == 0).Replace('\n', ' ');
            yield return line;
        }
    }

    /// <summary>
    /// Whether the table drawn without colours is a line a row: everything has room, and every character is as wide as any other. Then writing the
    /// lines gives the same in a fraction of the time that drawing takes to get ready.
    /// </summary>
    private static bool IsSimple(ResultTable table, List<int> columns, int[] cellWidths, int width)
    {
        int total = 1 + columns.Sum(c => ColumnPadding + Math.Max(table.Columns[c].Header.Length, cellWidths[c]));
        return total <= width && columns.TrueForAll(c => IsOfOneWidth(table, c));
    }

    private static bool IsOfOneWidth(ResultTable table, int column)
    {
        bool isOfOneWidth = LineTable.IsOfOneWidth(table.Columns[column].Header);
        for (int r = 0; r < table.Rows.Count && isOfOneWidth; r++)
            isOfOneWidth = LineTable.IsOfOneWidth(Cell(table, r, column, isFirst: false));
        return isOfOneWidth;
    }

    private static void Draw(ResultTable table, List<int> columns, IAnsiConsole console)
    {
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
            drawing.AddRow(columns.Select((c, i) => new Text(Cell(table, r, c, isFirst: i == 0), style)));
        }

        console.Write(drawing);
    }

    /// <summary>The columns that fit into a width, by index.</summary>
    private static List<int> Fitting(ResultTable table, int[] cellWidths, int width)
    {
        List<int> columns = [];
        int[] widths = new int[table.Columns.Count];
        int total = 0;
        for (int c = 0; c < widths.Length; c++)
        {
            columns.Add(c);
            int header = table.IsNumeric(c) ? LongestWord(table.Columns[c]) : table.Columns[c].Header.Length;
            total += widths[c] = ColumnPadding + Math.Max(header, cellWidths[c]);
        }

        while (total > width)
        {
            int last = columns.Max(c => table.Columns[c].Dispensability);
            if (last == 0)
                break;
            int place = columns.FindLastIndex(c => table.Columns[c].Dispensability == last);
            total -= widths[columns[place]];
            columns.RemoveAt(place);
        }

        return columns;
    }

    private static int CellWidth(ResultTable table, int column, bool isFirst)
    {
        int widest = 0;
        for (int r = 0; r < table.Rows.Count; r++)
            widest = Math.Max(widest, Cell(table, r, column, isFirst).Length);
        return widest;
    }

    private static int LongestWord(TableColumn column) => column.Header.Split(' ').Max(word => word.Length);

    // The mark is a character, so that it is there without colours too.
    private static string Cell(ResultTable table, int row, int column, bool isFirst)
    {
        string text = Show(table.Columns[column], table.Rows[row][column]);
        return isFirst && table.MarkedRow == row ? $"* {text}" : text;
    }

    /// <summary>A value as people read it.</summary>
    internal static string Show(TableColumn column, object? value) => TerminalText.Harmless(Text(column, value));

    private static string Text(TableColumn column, object? value) => value switch
    {
        null => "–",
        _ when column.Display is not null => column.Display(value),
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        HyperparameterValue structured => ValueText.Of(structured),
        bool boolean => boolean ? "true" : "false",
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
