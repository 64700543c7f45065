namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// Some rows of a matrix of bytes that are mostly zero, of which only the others are kept. The columns are cut into blocks of
/// 256, and each row's entries into segments of <see cref="SegmentColumns"/>; an entry has its column, counted from the start of
/// its block, in the upper 8 bits and its value in the lower 8.
/// </summary>
/// <param name="rows">Which rows of the whole matrix, in order.</param>
/// <param name="columns">Columns of the matrix.</param>
/// <param name="begin">
/// Where each segment begins: segment s of row i at i · segments + s; it ends where the next one begins.
/// </param>
/// <param name="entries">All entries of the whole matrix.</param>
internal readonly ref struct SparseRows(
    ReadOnlySpan<int> rows, int columns, ReadOnlySpan<int> begin, ReadOnlySpan<ushort> entries)
{
    /// <summary>Columns of a block: as many as an entry can name.</summary>
    public const int BlockColumns = 256;

    /// <summary>Columns of a segment: with a hidden layer of 128 units their weights fit the first-level cache.</summary>
    public const int SegmentColumns = 64;

    public const int SegmentsPerBlock = BlockColumns / SegmentColumns;

    /// <summary>[rows]: which rows of the whole matrix.</summary>
    public readonly ReadOnlySpan<int> Rows = rows;

    public readonly ReadOnlySpan<int> Begin = begin;

    public readonly ReadOnlySpan<ushort> Entries = entries;

    public readonly int Columns = columns;

    public int Count => Rows.Length;

    /// <summary>Segments per row.</summary>
    public int Segments => SegmentsOf(Columns);

    /// <summary>The entries that a row has in segments [first, end).</summary>
    public ReadOnlySpan<ushort> Between(int row, int first, int end)
    {
        int start = Rows[row] * Segments, from = Begin[start + first];
        return Entries.Slice(from, Begin[start + end] - from);
    }

    /// <summary>The entries of the rows.</summary>
    public long CountEntries()
    {
        long count = 0;
        foreach (int row in Rows)
            count += Begin[(row + 1) * Segments] - Begin[row * Segments];
        return count;
    }

    /// <summary>The segments of a row with so many columns.</summary>
    public static int SegmentsOf(int columns) => (columns + SegmentColumns - 1) / SegmentColumns;

    /// <summary>The entry of a value that is not 0.</summary>
    public static ushort Entry(int column, byte value) => (ushort)((column % BlockColumns << 8) | value);
}
