using Sweeper.Storage.Connections;

namespace Sweeper.Storage.Writing;

/// <summary>
/// Inserts many rows into a table, several with one statement: most of what a small row costs is the start and the end of its
/// statement.
/// </summary>
internal sealed class RowInsert
{
    private const int RowsAtOnce = 16;

    private readonly int _columns;
    private readonly SqliteStatement _one;
    private readonly SqliteStatement _several;
    private readonly object?[] _values;
    private int _count;

    /// <param name="session">Keeps the statements.</param>
    /// <param name="start">The statement up to the first row, with <c>VALUES</c>.</param>
    /// <param name="columns">Values in a row.</param>
    /// <param name="end">What follows the last row.</param>
    public RowInsert(WriterSession session, string start, int columns, string end = "")
    {
        string row = $"({string.Join(", ", Enumerable.Repeat("?", columns))})";
        _columns = columns;
        _one = session.Statement($"{start} {row} {end}");
        _several = session.Statement($"{start} {string.Join(", ", Enumerable.Repeat(row, RowsAtOnce))} {end}");
        _values = new object?[RowsAtOnce * columns];
    }

    /// <summary>Takes a row; <see cref="Finish"/> comes after the last.</summary>
    public void Add(params ReadOnlySpan<object?> row)
    {
        row.CopyTo(_values.AsSpan(_count * _columns, _columns));
        if (++_count < RowsAtOnce)
            return;
        _several.Run(_values);
        _count = 0;
    }

    /// <summary>Inserts what is left.</summary>
    public void Finish()
    {
        for (int i = 0; i < _count; i++)
            _one.Run(_values.AsSpan(i * _columns, _columns));
        _count = 0;
    }
}
