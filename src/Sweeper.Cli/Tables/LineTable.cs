using System.Text;

namespace Sweeper.Cli.Tables;

/// <summary>
/// Writes a list as a line a row, with the look of a drawn table: where nothing has to be broken or coloured, and for very many rows, for which
/// drawing would take gigabytes.
/// </summary>
internal static class LineTable
{
    // Below are Latin letters; above begin the marks that stand over other letters, and later the letters that take two places.
    private const char FirstMark = '\u0300';
    private const char SoftHyphen = '\u00AD';

    /// <param name="headers">The names of the columns, of one line each.</param>
    /// <param name="rows">A text for each column; they are gone through twice.</param>
    /// <param name="isNumeric">Of each column, whether it stands at the right.</param>
    /// <param name="output">Where the lines go.</param>
    public static void Write(IReadOnlyList<string> headers, IEnumerable<string[]> rows, IReadOnlyList<bool> isNumeric, TextWriter output)
    {
        int[] widths = [.. headers.Select(h => h.Length)];
        foreach (string[] row in rows)
        {
            for (int i = 0; i < widths.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }

        var line = new StringBuilder();
        output.WriteLine();
        WriteLine(headers, widths, isNumeric, line, output);
        output.WriteLine(new string('─', Total(widths)));
        foreach (string[] row in rows)
            WriteLine(row, widths, isNumeric, line, output);
        output.WriteLine();
    }

    /// <summary>Whether each character of a text takes one place in a line; false where it is not certain.</summary>
    public static bool IsOfOneWidth(string text)
    {
        foreach (char character in text)
        {
            if (char.IsControl(character) || character is SoftHyphen or >= FirstMark and not ('–' or '…' or '≤' or '≥'))
                return false;
        }

        return true;
    }

    private static int Total(int[] widths)
    {
        int total = 1;
        foreach (int width in widths)
            total += width + 3;
        return total;
    }

    private static void WriteLine(
        IReadOnlyList<string> cells, int[] widths, IReadOnlyList<bool> isNumeric, StringBuilder line, TextWriter output)
    {
        line.Clear();
        for (int i = 0; i < widths.Length; i++)
        {
            int padding = widths[i] - cells[i].Length;
            line.Append(' ', isNumeric[i] ? 2 + padding : 2).Append(cells[i]).Append(' ', isNumeric[i] ? 1 : 1 + padding);
        }

        output.WriteLine(line.ToString().TrimEnd());
    }
}
