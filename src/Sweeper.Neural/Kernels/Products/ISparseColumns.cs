namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// Some registers of columns that a sparse product works on at a time. The accumulators are locals for the JIT to keep them in
/// registers, which is why each number of them is written out.
/// </summary>
internal interface ISparseColumns<T>
{
    static abstract int Registers { get; }

    // entries, whose upper 8 bits are a row of b, rows bRow apart, the lower 8 a place in table → own [registers] += table[x]·b
    static abstract void Gather(ref ushort entries, nint count, ref T table, ref T b, nint bRow, ref T own);
}

/// <summary>Some that can be added to the rows of a matrix as well.</summary>
internal interface IScatteredColumns<T> : ISparseColumns<T>
{
    // entries, whose upper 8 bits are a row of c, rows cRow apart → c += table[x]ᵀ·own [registers]
    static abstract void Scatter(ref ushort entries, nint count, ref T table, ref T own, ref T c, nint cRow);
}
