namespace Sweeper.Datasets.Png;

/// <summary>Undoes the filter of a row: each byte was stored as its difference from what its neighbours predict.</summary>
internal static class PngFilter
{
    /// <summary>Turns <paramref name="row"/> into what it was before it was filtered.</summary>
    /// <param name="filter">0 … 4: none, left, above, average, Paeth.</param>
    /// <param name="row">[length].</param>
    /// <param name="above">[length], the row above without its filter; zeros for the first.</param>
    /// <param name="distance">Bytes to the pixel on the left.</param>
    /// <exception cref="PngException">There is no such filter.</exception>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        if (filter is < 0 or > 4)
            throw new PngException($"it has a row with filter {filter}, which PNG does not have");
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= distance ? row[i - distance] : 0;
            int corner = i >= distance ? above[i - distance] : 0;
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => 0,
            });
        }
    }

    /// <summary>The neighbour nearest to left + above − corner; of equal ones left first, then above.</summary>
    private static int Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }
}
