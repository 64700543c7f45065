using System.Globalization;

namespace Sweeper.Benchmarks.Products;

/// <summary>The shape of a product [M, K]·[K, N], whichever way its operands lie in memory.</summary>
/// <param name="M">Rows of the result.</param>
/// <param name="K">Products per number of the result.</param>
/// <param name="N">Columns of the result.</param>
public readonly record struct ProductShape(int M, int K, int N)
{
    /// <summary>Operations; a multiply-add is two.</summary>
    public double Flops => 2.0 * M * K * N;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{M}×{K}]·[{K}×{N}]");
}
