using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spectre.Console;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>How a command prints a list.</summary>
internal enum TableFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>An array of objects.</summary>
    Json,

    /// <summary>RFC 4180 with a header.</summary>
    Csv,
}

/// <summary>Prints a list in the format that was asked for.</summary>
internal static class TableWriter
{
    // A drawn row takes some kilobytes, so long lists are drawn in parts: as every width is known beforehand, nobody sees where
    // they meet.
    private const int RowsAtOnce = 500;

    // A character, so that it is there without colours too.
    private const string Mark = " *";

    private static readonly Style Marked = new(Color.Green, decoration: Decoration.Bold);

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

    /// <summary>A value as people read it.</summary>
    internal static string Show(TableColumn column, object? value) => TerminalText.Harmless(Text(column, value));

    private static void Draw(ResultTable table, IAnsiConsole console)
    {
        var measures = new ColumnMeasure[table.Columns.Count];
        for (int column = 0; column < measures.Length; column++)
            measures[column] = Measure(table, column);
        ImmutableArray<TableLayout> layouts = TableLayout.Choose(table, measures, console.Profile.Width);
        foreach (TableLayout layout in layouts)
            Draw(table, layout, console);
        string[] left =
            [.. table.Columns.Where((_, i) => layouts.All(l => l.Columns.All(c => c.Index != i))).Select(c => c.Name)];
        if (table.Note is not null || left.Length > 0)
            console.WriteLine();
        if (table.Note is string note)
            console.WriteWrapped(note);
        if (left.Length > 0)
            console.WriteWrapped($"Not shown for want of room: {string.Join(", ", left)}.", new Style(Color.Grey));
    }

    private static void Draw(ResultTable table, TableLayout layout, IAnsiConsole console)
    {
        TextWriter output = console.Profile.Out.Writer;
        output.WriteLine();
        foreach (string line in layout.Heads())
            output.WriteLine(line);
        output.WriteLine(new string('─', layout.Width));
        if (layout.IsTight)
            table = WithShortNames(table, layout);
        for (int start = 0; start < table.Rows.Count; start += RowsAtOnce)
        {
            string[][] rows = [.. Enumerable.Range(start, Math.Min(RowsAtOnce, table.Rows.Count - start)).Select(
                r => layout.Columns.Select(c => Cell(table, r, c.Index)).ToArray())];
            if (layout.Width <= console.Profile.Width && rows.All(r => HaveRoom(r, layout)))
                WriteLines(rows, table.MarkedRow - start, layout, console);
            else
                console.Write(new Trimmed(Broken(rows, table.MarkedRow - start, layout)));
        }
    }

    // All at once, so that the names of a row are told apart as those of a column are.
    private static ResultTable WithShortNames(ResultTable table, TableLayout layout)
    {
        (int Row, PlacedColumn Column, string Text)[] names =
        [
            .. from column in layout.Columns
               where table.Columns[column.Index].HasShortValues
               from row in Enumerable.Range(0, table.Rows.Count)
               let text = Cell(table, row, column.Index)
               where Width(text) > column.Width && !text.Contains(' ', StringComparison.Ordinal)
               select (row, column, text),
        ];
        if (names.Length == 0)
            return table;
        object?[][] rows = [.. table.Rows.Select(r => r.ToArray())];
        string[] shortened = ShortNames.Of([.. names.Select(n => (n.Text, n.Column.Width))]);
        foreach (((int row, PlacedColumn column, string _), string name) in names.Zip(shortened))
            rows[row][column.Index] = name;
        return table with { Rows = rows };
    }

    private static bool HaveRoom(string[] cells, TableLayout layout)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i].Contains('\n', StringComparison.Ordinal) || Width(cells[i]) > layout.Columns[i].Width)
                return false;
        }

        return true;
    }

    private static void WriteLines(string[][] rows, int? marked, TableLayout layout, IAnsiConsole console)
    {
        var line = new StringBuilder();
        for (int row = 0; row < rows.Length; row++)
        {
            line.Clear().Append((row == marked ? Mark : "").PadRight(layout.Indentation));
            for (int i = 0; i < rows[row].Length; i++)
            {
                PlacedColumn column = layout.Columns[i];
                int blanks = column.Width - Width(rows[row][i]);
                line.Append(' ', i == 0 ? 0 : layout.Gap).Append(' ', column.IsNumeric ? blanks : 0);
                line.Append(rows[row][i]).Append(' ', column.IsNumeric ? 0 : blanks);
            }

            string text = line.ToString().TrimEnd();
            if (row == marked)
                console.WriteLine(text, Marked);
            else
                console.Profile.Out.Writer.WriteLine(text);
        }
    }

    /// <summary>How many characters of a terminal a text takes.</summary>
    internal static int Width(string text) => Ascii.IsValid(text) ? text.Length : text.GetCellWidth();

    private static Table Broken(string[][] rows, int? marked, TableLayout layout)
    {
        var drawing = new Table { Border = TableBorder.None, ShowHeaders = false };
        drawing.AddColumn(new Spectre.Console.TableColumn("") { Width = layout.Indentation, Padding = new Padding(0) });
        foreach (PlacedColumn column in layout.Columns)
        {
            drawing.AddColumn(new Spectre.Console.TableColumn("")
            {
                // Numbers stand at the right, so that their digits align.
                Alignment = column.IsNumeric ? Justify.Right : Justify.Left,
                Width = column.Width,
                Padding = new Padding(0, 0, column == layout.Columns[^1] ? 0 : layout.Gap, 0),
            });
        }

        for (int row = 0; row < rows.Length; row++)
        {
            Style style = row == marked ? Marked : Style.Plain;
            drawing.AddRow([new Text(row == marked ? Mark : "", style), .. rows[row].Select(c => new Text(c, style))]);
        }

        return drawing;
    }

    private static ColumnMeasure Measure(ResultTable table, int column)
    {
        int longest = 0, longestWord = 0;
        for (int row = 0; row < table.Rows.Count; row++)
        {
            foreach (string line in Cell(table, row, column).Split('\n'))
            {
                int width = Width(line);
                longest = Math.Max(longest, width);
                if (width > longestWord)
                    longestWord = Math.Max(longestWord, line.Split(' ').Max(Width));
            }
        }

        return new ColumnMeasure(longest, longestWord, table.IsNumeric(column));
    }

    private static string Cell(ResultTable table, int row, int column) => Show(table.Columns[column], table.Rows[row][column]);

    private static string Text(TableColumn column, object? value) => value switch
    {
        null => "–",
        _ when column.Display is not null => column.Display(value),
        double number => ValueText.Of(number),
        HyperparameterValue structured => ValueText.Of(structured),
        bool boolean => boolean ? "true" : "false",
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
