namespace Sweeper.Benchmarks.Tables;

/// <summary>A table of aligned text: the first column to the left, all others, which hold numbers, to the right.</summary>
/// <param name="headers">One per column.</param>
internal sealed class PlainTable(params string[] headers)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [headers];

    /// <summary>Adds a row with a cell per column.</summary>
    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, headers.Length);
        _rows.Add(cells);
    }

    public void Write(TextWriter output)
    {
        int[] widths = [.. headers.Select((_, column) => _rows.Max(row => row[column].Length))];
        _rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            output.WriteLine(string.Join(Gap, cells).TrimEnd());
        }

        output.WriteLine();
    }
}
