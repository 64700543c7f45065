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

    /// <param name="columns">From left to right.</param>
    /// <param name="rows">A text for each column.</param>
    /// <param name="output">Where the lines go.</param>
    public static void Write(LineColumn[] columns, IEnumerable<string[]> rows, TextWriter output)
    {
        var line = new StringBuilder();
        output.WriteLine();
        WriteLine(columns, [.. columns.Select(c => c.Header)], line, output);
        output.WriteLine(new string('─', 1 + columns.Sum(c => c.Width + 3)));
        foreach (string[] row in rows)
            WriteLine(columns, row, line, output);
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

    private static void WriteLine(LineColumn[] columns, string[] cells, StringBuilder line, TextWriter output)
    {
        line.Clear();
        for (int i = 0; i < columns.Length; i++)
        {
            int padding = columns[i].Width - cells[i].Length;
            bool isRight = columns[i].IsNumeric;
            line.Append(' ', isRight ? 2 + padding : 2).Append(cells[i]).Append(' ', isRight ? 1 : 1 + padding);
        }

        output.WriteLine(line.ToString().TrimEnd());
    }
}
