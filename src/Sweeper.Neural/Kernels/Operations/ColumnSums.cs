using System.Numerics;
using System.Runtime.InteropServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>The sums of the columns of a matrix.</summary>
internal static class ColumnSums
{
    // matrix [rows, n] → sums [n]
    /// <summary>sums += the rows of the matrix, one after the other.</summary>
    /// <exception cref="ArgumentException">The matrix does not have whole rows.</exception>
    public static void Add<T>(ReadOnlySpan<T> matrix, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (sums.IsEmpty || matrix.Length % sums.Length != 0)
            throw new ArgumentException($"{matrix.Length} numbers are no rows of {sums.Length}.");
        ColumnWork.Run<T, Sum<T>>(new Sum<T>(matrix, sums), sums.Length);
    }

    private readonly ref struct Sum<T>(ReadOnlySpan<T> matrix, Span<T> sums) : IColumnWork<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _matrix = ref MemoryMarshal.GetReference(matrix);
        private readonly ref T _sums = ref MemoryMarshal.GetReference(sums);
        private readonly nint _length = matrix.Length;
        private readonly nint _columns = sums.Length;

        public void Do<TVector, TSimd>(nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            TVector sum = TSimd.Load(ref _sums, column);
            for (nint i = column; i < _length; i += _columns)
                sum = TSimd.Add(sum, TSimd.Load(ref _matrix, i));
            TSimd.Store(sum, ref _sums, column);
        }
    }
}
