using System.Runtime.CompilerServices;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// The entries that some rows of a sparse matrix have in some of its columns, column by column: what adds to a row of weights
/// then stands together. Memory is reused from one to the next. For one thread.
/// </summary>
internal sealed class SparseColumns
{
    /// <summary>As many rows as an entry can name.</summary>
    public const int MostRows = 256;

    private int[] _begin = [];
    private int[] _next = [];
    private ushort[] _entries = [];
    private int _columns;

    /// <summary>Where each column's entries begin and, at the end, where the last one's end: [columns + 1].</summary>
    public ReadOnlySpan<int> Begin => _begin.AsSpan(0, _columns + 1);

    /// <summary>
    /// The entries: which of the rows, counted from the first, in the upper 8 bits, the value in the lower 8; in each column in
    /// the order of the rows.
    /// </summary>
    public ReadOnlySpan<ushort> Entries => _entries;

    /// <summary>Takes rows [firstRow, endRow), at most <see cref="MostRows"/>, of segments [firstSegment, endSegment).</summary>
    public void Take(SparseRows x, int firstRow, int endRow, int firstSegment, int endSegment)
    {
        int firstColumn = firstSegment * SparseRows.SegmentColumns;
        _columns = Math.Min(endSegment * SparseRows.SegmentColumns, x.Columns) - firstColumn;
        MakeRoom(endRow - firstRow);
        Span<int> counts = _begin.AsSpan(0, _columns + 1), next = _next.AsSpan(0, _columns);
        counts.Clear();
        int firstBlock = firstSegment / SparseRows.SegmentsPerBlock, endBlock = (endSegment - 1) / SparseRows.SegmentsPerBlock;
        for (int block = firstBlock; block <= endBlock; block++)
        {
            int from = Math.Max(block * SparseRows.SegmentsPerBlock, firstSegment);
            int to = Math.Min((block + 1) * SparseRows.SegmentsPerBlock, endSegment);
            int skipped = firstColumn - (block * SparseRows.BlockColumns);
            for (int row = firstRow; row < endRow; row++)
                Count(x.Between(row, from, to), ref counts[1], skipped);
        }

        for (int column = 0; column < _columns; column++)
        {
            next[column] = counts[column];
            counts[column + 1] += counts[column];
        }

        for (int block = firstBlock; block <= endBlock; block++)
        {
            int from = Math.Max(block * SparseRows.SegmentsPerBlock, firstSegment);
            int to = Math.Min((block + 1) * SparseRows.SegmentsPerBlock, endSegment);
            int skipped = firstColumn - (block * SparseRows.BlockColumns);
            for (int row = firstRow; row < endRow; row++)
                Place(x.Between(row, from, to), ref next[0], skipped, ref _entries[0], (row - firstRow) << 8);
        }
    }

    // Entries count their columns from the start of the block, of which some come before the first.
    private static void Count(ReadOnlySpan<ushort> entries, ref int counts, int skipped)
    {
        ref int own = ref Unsafe.Subtract(ref counts, skipped);
        foreach (ushort entry in entries)
            Unsafe.Add(ref own, entry >> 8)++;
    }

    private static void Place(ReadOnlySpan<ushort> entries, ref int next, int skipped, ref ushort target, int row)
    {
        ref int own = ref Unsafe.Subtract(ref next, skipped);
        foreach (ushort entry in entries)
            Unsafe.Add(ref target, Unsafe.Add(ref own, entry >> 8)++) = (ushort)(row | (entry & 0xFF));
    }

    // As many as there can be, so that no batch needs more than the ones before it.
    private void MakeRoom(int rows)
    {
        if (_begin.Length <= _columns)
            (_begin, _next) = (new int[_columns + 1], new int[_columns + 1]);
        if (_entries.Length < rows * _columns)
            _entries = new ushort[rows * _columns];
    }
}
