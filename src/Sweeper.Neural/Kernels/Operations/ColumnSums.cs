using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>The sums of the columns of a matrix. Each column has the same bits for every width of registers.</summary>
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
        nint column = 0;
        if (RegisterWidth.Has512)
            column = Add<T, Vector512<T>, Simd512<T>>(matrix, sums, column);
        if (RegisterWidth.Has256)
            column = Add<T, Vector256<T>, Simd256<T>>(matrix, sums, column);
        if (RegisterWidth.Has128)
            column = Add<T, Vector128<T>, Simd128<T>>(matrix, sums, column);
        Add<T, T, SimdScalar<T>>(matrix, sums, column);
    }

    // Four registers side by side, because each sum waits for the one before it; then one by one.
    private static nint Add<T, TVector, TSimd>(ReadOnlySpan<T> matrix, Span<T> sums, nint column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        nint w = TSimd.Width, columns = sums.Length;
        ref T source = ref MemoryMarshal.GetReference(matrix);
        ref T target = ref MemoryMarshal.GetReference(sums);
        for (; column <= columns - (4 * w); column += 4 * w)
        {
            TVector s0 = TSimd.Load(ref target, column), s1 = TSimd.Load(ref target, column + w);
            TVector s2 = TSimd.Load(ref target, column + (2 * w)), s3 = TSimd.Load(ref target, column + (3 * w));
            for (nint i = column; i < matrix.Length; i += columns)
            {
                ref T row = ref Unsafe.Add(ref source, i);
                s0 = TSimd.Add(s0, TSimd.Load(ref row, 0));
                s1 = TSimd.Add(s1, TSimd.Load(ref row, w));
                s2 = TSimd.Add(s2, TSimd.Load(ref row, 2 * w));
                s3 = TSimd.Add(s3, TSimd.Load(ref row, 3 * w));
            }

            TSimd.Store(s0, ref target, column);
            TSimd.Store(s1, ref target, column + w);
            TSimd.Store(s2, ref target, column + (2 * w));
            TSimd.Store(s3, ref target, column + (3 * w));
        }

        for (; column <= columns - w; column += w)
        {
            TVector sum = TSimd.Load(ref target, column);
            for (nint i = column; i < matrix.Length; i += columns)
                sum = TSimd.Add(sum, TSimd.Load(ref source, i));
            TSimd.Store(sum, ref target, column);
        }

        return column;
    }
}
