using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>Applies an optimiser's step to every weight of a tensor in one pass.</summary>
internal static class WeightUpdate
{
    // gradient [n] · weights [n], changed · first [n], changed · second [n] or empty, changed; none may overlap another
    /// <summary>
    /// One step. Without <paramref name="second"/> the operation's second number is that of <paramref name="first"/> once more,
    /// and what it makes of it is dropped.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Run<T, TUpdate>(TUpdate update, ReadOnlySpan<T> gradient, Span<T> weights, Span<T> first, Span<T> second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        if (weights.Length != gradient.Length || first.Length != gradient.Length
            || (second.Length != gradient.Length && !second.IsEmpty))
            throw new ArgumentException("Weights, gradients and what an optimiser remembers of them must have the same length.");

        if (RegisterWidth.Has512)
            Run<T, Vector512<T>, Simd512<T>, TUpdate>(update, gradient, weights, first, second);
        else if (RegisterWidth.Has256)
            Run<T, Vector256<T>, Simd256<T>, TUpdate>(update, gradient, weights, first, second);
        else if (RegisterWidth.Has128)
            Run<T, Vector128<T>, Simd128<T>, TUpdate>(update, gradient, weights, first, second);
        else
            Run<T, T, SimdScalar<T>, TUpdate>(update, gradient, weights, first, second);
    }

    internal static void Run<T, TVector, TSimd, TUpdate>(
        TUpdate update, ReadOnlySpan<T> gradient, Span<T> weights, Span<T> first, Span<T> second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
        where TUpdate : struct, IWeightUpdate<T>
    {
        ref T g = ref MemoryMarshal.GetReference(gradient);
        ref T w = ref MemoryMarshal.GetReference(weights);
        ref T a = ref MemoryMarshal.GetReference(first);
        ref T b = ref MemoryMarshal.GetReference(second);
        bool hasSecond = !second.IsEmpty;
        nint i = 0;
        for (; i <= gradient.Length - TSimd.Width; i += TSimd.Width)
            Step<T, TVector, TSimd, TUpdate>(update, ref g, ref w, ref a, ref b, hasSecond, i);
        for (; i < gradient.Length; i++)
            Step<T, T, SimdScalar<T>, TUpdate>(update, ref g, ref w, ref a, ref b, hasSecond, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, TVector, TSimd, TUpdate>(
        TUpdate update, ref T gradient, ref T weights, ref T first, ref T second, bool hasSecond, nint i)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
        where TUpdate : struct, IWeightUpdate<T>
    {
        TVector a = TSimd.Load(ref first, i);
        TVector b = hasSecond ? TSimd.Load(ref second, i) : a;
        TVector weight = update.Apply<TVector, TSimd>(TSimd.Load(ref gradient, i), TSimd.Load(ref weights, i), ref a, ref b);
        TSimd.Store(weight, ref weights, i);
        TSimd.Store(a, ref first, i);
        if (hasSecond)
            TSimd.Store(b, ref second, i);
    }
}

/// <summary>One step of an optimiser that remembers numbers per weight, written once for every register width.</summary>
internal interface IWeightUpdate<T>
    where T : unmanaged
{
    /// <summary>The new weight, from its gradient and what is remembered of it, which it changes.</summary>
    TVector Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
        where TVector : struct
        where TSimd : ISimd<T, TVector>;
}
