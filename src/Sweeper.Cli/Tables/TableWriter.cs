using System.Globalization;
using Spectre.Console;

namespace Sweeper.Cli.Tables;

/// <summary>Prints a list in the format that was asked for.</summary>
internal static class TableWriter
{
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
                console.Write(Draw(table));
                break;
        }
    }

    private static Table Draw(ResultTable table)
    {
        var drawing = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        for (int i = 0; i < table.Columns.Count; i++)
        {
            // Numbers stand at the right, under their name, so that their digits align.
            bool isNumeric = table.IsNumeric(i);
            drawing.AddColumn(new Spectre.Console.TableColumn(new Text(table.Columns[i].Name.Replace('_', ' ')))
            {
                Alignment = isNumeric ? Justify.Right : Justify.Left,
                NoWrap = isNumeric,
            });
        }

        for (int r = 0; r < table.Rows.Count; r++)
        {
            Style style = table.MarkedRow == r ? new Style(Color.Green, decoration: Decoration.Bold) : Style.Plain;
            object?[] row = table.Rows[r];
            drawing.AddRow(row.Select((value, i) => new Text(Show(table.Columns[i], value), style)));
        }

        return drawing;
    }

    private static string Show(TableColumn column, object? value) => value switch
    {
        null => "–",
        _ when column.Display is not null => column.Display(value),
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        byte[] bytes => $"{bytes.Length} bytes",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
