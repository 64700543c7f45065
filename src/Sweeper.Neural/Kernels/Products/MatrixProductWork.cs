using System.Numerics;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// One product of dense matrices, cut by rows of its result. Whole tiles of rows make a part, so that each number is computed
/// with the same instructions, and thus has the same bits, however many parts there are.
/// </summary>
/// <param name="scratches">Memory of each part.</param>
internal sealed unsafe class MatrixProductWork<T>(Scratch<T>[] scratches) : TeamWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T* _a;
    private T* _b;
    private T* _c;
    private (int Rows, int Columns, int RowStride, int ColumnStride) _left;
    private (int Rows, int Columns, int RowStride, int ColumnStride) _right;
    private bool _accumulates;

    /// <summary>c = a·b, or c += a·b when <paramref name="accumulate"/>.</summary>
    public void Run(WorkerTeam team, Operand<T> a, Operand<T> b, Span<T> c, bool accumulate)
    {
        if (c.Length != (long)a.Rows * b.Columns)
            throw new ArgumentException($"[{a.Rows}, {b.Columns}] does not have {c.Length} elements.", nameof(c));
        _left = (a.Rows, a.Columns, (int)a.RowStride, (int)a.ColumnStride);
        _right = (b.Rows, b.Columns, (int)b.RowStride, (int)b.ColumnStride);
        _accumulates = accumulate;
        ref T aStart = ref a.Start, bStart = ref b.Start;
        fixed (T* left = &aStart, right = &bStart, result = c)
        {
            _a = left;
            _b = right;
            _c = result;
            team.Run(this);
        }
    }

    public override void Do(int part, int parts)
    {
        int tiles = (_left.Rows + Packing.TileRows - 1) / Packing.TileRows;
        int first = (int)((long)tiles * part / parts) * Packing.TileRows;
        int end = Math.Min((int)((long)tiles * (part + 1) / parts) * Packing.TileRows, _left.Rows);
        if (first == end)
            return;

        int n = _right.Columns;
        Operand<T> a = Operand(_a, _left), b = Operand(_b, _right);
        var c = new Span<T>(_c + ((nint)first * n), (end - first) * n);
        MatrixProduct.Run(a.RowRange(first, end - first), b, c, _accumulates, scratches[part]);
    }

    private static Operand<T> Operand(T* start, (int Rows, int Columns, int RowStride, int ColumnStride) shape) =>
        new(new ReadOnlySpan<T>(start, shape.Rows * shape.Columns), shape.Rows, shape.Columns, shape.RowStride,
            shape.ColumnStride);
}
