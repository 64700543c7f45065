using System.Numerics;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// One product of a sparse matrix with a dense one. Its result is cut by rows, those of the batch or those of the weights; each
/// is the work of one part alone and has the same bits however many parts there are.
/// </summary>
/// <param name="scratches">Memory of each part.</param>
internal sealed unsafe class SparseProductWork<T>(Scratch<T>[] scratches) : TeamWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // What a row costs in a segment beside its entries, in entries.
    private const int RowCost = 3;

    // Part p of the transposed product has the segments from [p] to [p + 1].
    private readonly int[] _cuts = new int[scratches.Length + 1];
    private long[] _costs = [];
    private bool _isForward;
    private (IntPtr Rows, int Count, int Columns, IntPtr Begin, int BeginCount, IntPtr Entries, int EntryCount) _x;
    private T* _values;
    private T* _w;
    private T* _y;
    private int _n;

    // x [m, k] sparse · w [k, n] → y [m, n] += values[x]·w; or x [m, k]ᵀ sparse · y [m, n] → w [k, n] += values[x]ᵀ·y
    /// <summary>
    /// As the products of <see cref="SparseProduct"/>; <paramref name="isForward"/> says which of w and y is written.
    /// </summary>
    public void Run(
        WorkerTeam team, bool isForward, SparseRows x, ReadOnlySpan<T> values, ReadOnlySpan<T> w, ReadOnlySpan<T> y, int n)
    {
        if (values.Length != 256 || w.Length != (long)x.Columns * n || y.Length != (long)x.Count * n)
            throw new ArgumentException(
                $"[{x.Count}, {x.Columns}] does not fit {w.Length} and {y.Length} elements in {n} columns.");
        (_isForward, _n) = (isForward, n);
        if (!isForward)
            Cut(x, team.Size);
        fixed (int* rows = x.Rows, begin = x.Begin)
        fixed (ushort* entries = x.Entries)
        fixed (T* table = values, weights = w, lines = y)
        {
            _x = ((IntPtr)rows, x.Count, x.Columns, (IntPtr)begin, x.Begin.Length, (IntPtr)entries, x.Entries.Length);
            _values = table;
            _w = weights;
            _y = lines;
            team.Run(this);
        }
    }

    public override void Do(int part, int parts)
    {
        if (_isForward)
            Forward((int)((long)_x.Count * part / parts), (int)((long)_x.Count * (part + 1) / parts), scratches[part]);
        else if (_cuts[part] < _cuts[part + 1])
            SparseProduct.MultiplyTransposedAdd(
                X(0, _x.Count), _cuts[part], _cuts[part + 1], Values, new ReadOnlySpan<T>(_y, _x.Count * _n),
                new Span<T>(_w, _x.Columns * _n), _n, scratches[part]);
    }

    private ReadOnlySpan<T> Values => new(_values, 256);

    private void Forward(int first, int end, Scratch<T> scratch)
    {
        if (first < end)
        {
            var y = new Span<T>(_y + ((nint)first * _n), (end - first) * _n);
            SparseProduct.MultiplyAdd(X(first, end), Values, new ReadOnlySpan<T>(_w, _x.Columns * _n), y, _n, scratch);
        }
    }

    /// <summary>Gives each part about the same work: most ink is in the middle of an image.</summary>
    private void Cut(SparseRows x, int parts)
    {
        int segments = x.Segments;
        if (_costs.Length < segments)
            _costs = new long[segments];
        Span<long> costs = _costs.AsSpan(0, segments);
        costs.Fill((long)RowCost * x.Count);
        foreach (int row in x.Rows)
        {
            ReadOnlySpan<int> begin = x.Begin.Slice(row * segments, segments + 1);
            for (int s = 0; s < costs.Length; s++)
                costs[s] += begin[s + 1] - begin[s];
        }

        long total = 0, before = 0;
        foreach (long cost in costs)
            total += cost;
        int segment = 0;
        for (int part = 1; part < parts; part++)
        {
            // A segment goes to the part that has the larger half of it.
            for (; segment < segments && ((2 * before) + costs[segment]) * parts <= 2 * total * part; segment++)
                before += costs[segment];
            _cuts[part] = segment;
        }

        _cuts[parts] = segments;
    }

    // Rows [first, end) of the batch.
    private SparseRows X(int first, int end) => new(
        new ReadOnlySpan<int>((int*)_x.Rows + first, end - first),
        _x.Columns,
        new ReadOnlySpan<int>((int*)_x.Begin, _x.BeginCount),
        new ReadOnlySpan<ushort>((ushort*)_x.Entries, _x.EntryCount));
}
