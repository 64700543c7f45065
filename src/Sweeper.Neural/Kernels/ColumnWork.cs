using System.Numerics;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>Does work to every column, with the widest registers the processor has. Each column has the same bits for every width.</summary>
internal static class ColumnWork
{
    public static void Run<T, TWork>(TWork work, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TWork : struct, IColumnWork<T>, allows ref struct
    {
        if (RegisterWidth.Has512)
            Run<T, Vector512<T>, Simd512<T>, TWork>(work, columns);
        else if (RegisterWidth.Has256)
            Run<T, Vector256<T>, Simd256<T>, TWork>(work, columns);
        else if (RegisterWidth.Has128)
            Run<T, Vector128<T>, Simd128<T>, TWork>(work, columns);
        else
            Run<T, T, SimdScalar<T>, TWork>(work, columns);
    }

    private static void Run<T, TVector, TSimd, TWork>(TWork work, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
        where TWork : struct, IColumnWork<T>, allows ref struct
    {
        nint column = 0;
        for (; column <= columns - TSimd.Width; column += TSimd.Width)
            work.Do<TVector, TSimd>(column);
        for (; column < columns; column++)
            work.Do<T, SimdScalar<T>>(column);
    }
}
