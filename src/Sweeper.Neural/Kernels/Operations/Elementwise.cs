using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>Applies an operation to every element of arrays, with the widest registers the processor has.</summary>
internal static class Elementwise
{
    /// <summary>y[i] = f(x[i]). y may be x.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Apply<T, TOperation>(TOperation operation, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IUnaryOperation<T>
    {
        if (RegisterWidth.Has512)
            Apply<T, Vector512<T>, Simd512<T>, TOperation>(operation, x, y);
        else if (RegisterWidth.Has256)
            Apply<T, Vector256<T>, Simd256<T>, TOperation>(operation, x, y);
        else if (RegisterWidth.Has128)
            Apply<T, Vector128<T>, Simd128<T>, TOperation>(operation, x, y);
        else
            Apply<T, T, SimdScalar<T>, TOperation>(operation, x, y);
    }

    /// <summary>z[i] = f(x[i], z[i]). z may be x.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Update<T, TOperation>(TOperation operation, ReadOnlySpan<T> x, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IBinaryOperation<T>
    {
        if (RegisterWidth.Has512)
            Update<T, Vector512<T>, Simd512<T>, TOperation>(operation, x, z);
        else if (RegisterWidth.Has256)
            Update<T, Vector256<T>, Simd256<T>, TOperation>(operation, x, z);
        else if (RegisterWidth.Has128)
            Update<T, Vector128<T>, Simd128<T>, TOperation>(operation, x, z);
        else
            Update<T, T, SimdScalar<T>, TOperation>(operation, x, z);
    }

    internal static void Apply<T, TVector, TSimd, TOperation>(TOperation operation, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
        where TOperation : struct, IUnaryOperation<T>
    {
        ThrowIfLengthsDiffer(x.Length, y.Length);
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T destination = ref MemoryMarshal.GetReference(y);
        nint i = 0;
        for (; i <= x.Length - TSimd.Width; i += TSimd.Width)
            TSimd.Store(operation.Apply<TVector, TSimd>(TSimd.Load(ref source, i)), ref destination, i);
        for (; i < x.Length; i++)
            y[(int)i] = operation.Apply<T, SimdScalar<T>>(x[(int)i]);
    }

    internal static void Update<T, TVector, TSimd, TOperation>(TOperation operation, ReadOnlySpan<T> x, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
        where TOperation : struct, IBinaryOperation<T>
    {
        ThrowIfLengthsDiffer(x.Length, z.Length);
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T target = ref MemoryMarshal.GetReference(z);
        nint i = 0;
        for (; i <= x.Length - TSimd.Width; i += TSimd.Width)
            TSimd.Store(operation.Apply<TVector, TSimd>(TSimd.Load(ref source, i), TSimd.Load(ref target, i)), ref target, i);
        for (; i < x.Length; i++)
            z[(int)i] = operation.Apply<T, SimdScalar<T>>(x[(int)i], z[(int)i]);
    }

    private static void ThrowIfLengthsDiffer(int x, int y)
    {
        if (x != y)
            throw new ArgumentException($"The arrays have {x} and {y} elements.");
    }
}
