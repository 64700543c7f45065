using System.Numerics;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// The products of one layer, by one thread or, where they are large enough, by a team. The results are the same bits for every
/// team and for none. For one thread.
/// </summary>
internal sealed class TeamProducts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // So many multiplications take some five microseconds; sharing them costs about one.
    private const long LeastWork = 250_000;

    private readonly WorkerTeam? _team;
    private readonly Scratch<T> _scratch = new();
    private readonly MatrixProductWork<T>? _matrixWork;
    private readonly SparseProductWork<T>? _sparseWork;

    /// <param name="team">Not owned; null for the caller's thread alone.</param>
    public TeamProducts(WorkerTeam? team)
    {
        if (team is null || team.Size == 1)
            return;
        _team = team;
        Scratch<T>[] scratches = [_scratch, .. Enumerable.Range(1, team.Size - 1).Select(_ => new Scratch<T>())];
        _matrixWork = new MatrixProductWork<T>(scratches);
        _sparseWork = new SparseProductWork<T>(scratches);
    }

    // a [m, k] · b [k, n] → c [m, n]
    /// <summary>As <see cref="MatrixProduct.Multiply"/>.</summary>
    public void Multiply(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate) =>
        Run(new Operand<T>(a, m, k, k, 1), new Operand<T>(b, k, n, n, 1), c, accumulate);

    // a [k, m]ᵀ · b [k, n] → c [m, n]
    /// <summary>As <see cref="MatrixProduct.MultiplyTransposedLeft"/>.</summary>
    public void MultiplyTransposedLeft(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate) =>
        Run(new Operand<T>(a, m, k, 1, m), new Operand<T>(b, k, n, n, 1), c, accumulate);

    // a [m, k] · b [n, k]ᵀ → c [m, n]
    /// <summary>As <see cref="MatrixProduct.MultiplyTransposedRight"/>.</summary>
    public void MultiplyTransposedRight(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate) =>
        Run(new Operand<T>(a, m, k, k, 1), new Operand<T>(b, k, n, 1, k), c, accumulate);

    // x [m, k] sparse · w [k, n] → y [m, n]
    /// <summary>As <see cref="SparseProduct.MultiplyAdd"/>.</summary>
    public void MultiplyAdd(SparseRows x, ReadOnlySpan<T> values, ReadOnlySpan<T> w, Span<T> y, int n)
    {
        if (_team is not null && x.CountEntries() * n >= LeastWork)
            _sparseWork!.Run(_team, isForward: true, x, values, w, y, n);
        else
            SparseProduct.MultiplyAdd(x, values, w, y, n, _scratch);
    }

    // x [m, k]ᵀ sparse · y [m, n] → w [k, n]
    /// <summary>As <see cref="SparseProduct"/> does it with all segments of x.</summary>
    public void MultiplyTransposedAdd(SparseRows x, ReadOnlySpan<T> values, ReadOnlySpan<T> y, Span<T> w, int n)
    {
        if (_team is not null && x.CountEntries() * n >= LeastWork)
            _sparseWork!.Run(_team, isForward: false, x, values, w, y, n);
        else
            SparseProduct.MultiplyTransposedAdd(x, values, y, w, n, _scratch);
    }

    private void Run(Operand<T> a, Operand<T> b, Span<T> c, bool accumulate)
    {
        if (_team is not null && (long)a.Rows * a.Columns * b.Columns >= LeastWork)
            _matrixWork!.Run(_team, a, b, c, accumulate);
        else
            MatrixProduct.Run(a, b, c, accumulate, _scratch);
    }
}
