using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>
/// Does work to every column: with the widest registers the processor has, and what is left with narrower ones. Each column has
/// the same bits for every width.
/// </summary>
internal static class ColumnWork
{
    public static void Run<T, TWork>(TWork work, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWork : struct, IColumnWork<T>, allows ref struct
    {
        nint column = 0;
        if (RegisterWidth.Has512)
            column = Run<T, Vector512<T>, Simd512<T>, TWork>(ref work, column, columns);
        if (RegisterWidth.Has256)
            column = Run<T, Vector256<T>, Simd256<T>, TWork>(ref work, column, columns);
        if (RegisterWidth.Has128)
            column = Run<T, Vector128<T>, Simd128<T>, TWork>(ref work, column, columns);
        Run<T, T, SimdScalar<T>, TWork>(ref work, column, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Run<T, TVector, TSimd, TWork>(ref TWork work, nint column, nint columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
        where TWork : struct, IColumnWork<T>, allows ref struct
    {
        for (; column <= columns - TSimd.Width; column += TSimd.Width)
            work.Do<TVector, TSimd>(column);
        return column;
    }
}

/// <summary>
/// Something that is done to each column of matrices [rows, columns] by itself, from the first row to the last.
/// </summary>
internal interface IColumnWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Does it to as many columns as a register has numbers.</summary>
    /// <param name="column">The first of them.</param>
    void Do<TVector, TSimd>(nint column)
        where TVector : struct
        where TSimd : ISimd<T, TVector>;
}
