using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>The largest number of each channel in squares of positions, and the way back.</summary>
internal static class MaxPooling
{
    // input → output [places, channels]
    /// <summary>Takes the largest numbers.</summary>
    /// <param name="squares">Where the numbers lie.</param>
    /// <param name="input">The input of the layer.</param>
    /// <param name="output">The channels of each square.</param>
    public static void Forward<T>(PoolingSquares squares, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        squares.Check(input.Length, output.Length);
        if (RegisterWidth.Has512)
            Forward<T, Vector512<T>, Simd512<T>>(squares, input, output);
        else if (RegisterWidth.Has256)
            Forward<T, Vector256<T>, Simd256<T>>(squares, input, output);
        else if (RegisterWidth.Has128)
            Forward<T, Vector128<T>, Simd128<T>>(squares, input, output);
        else
            Forward<T, T, SimdScalar<T>>(squares, input, output);
    }

    // input, output [places, channels], outputGradient [places, channels] → inputGradient
    /// <summary>
    /// Gives the derivative to the first of the largest numbers, and 0 to the others of its square; numbers in no square are left as they are.
    /// </summary>
    /// <param name="squares">Where the numbers lie.</param>
    /// <param name="input">The input of the layer.</param>
    /// <param name="output">What <see cref="Forward{T}(PoolingSquares, ReadOnlySpan{T}, Span{T})"/> made of it.</param>
    /// <param name="outputGradient">The derivative by the output.</param>
    /// <param name="inputGradient">Receives the derivative by the input.</param>
    public static void Backward<T>(
        PoolingSquares squares, ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        squares.Check(input.Length, output.Length);
        squares.Check(inputGradient.Length, outputGradient.Length);
        if (RegisterWidth.Has512)
            Backward<T, Vector512<T>, Simd512<T>>(squares, input, output, outputGradient, inputGradient);
        else if (RegisterWidth.Has256)
            Backward<T, Vector256<T>, Simd256<T>>(squares, input, output, outputGradient, inputGradient);
        else if (RegisterWidth.Has128)
            Backward<T, Vector128<T>, Simd128<T>>(squares, input, output, outputGradient, inputGradient);
        else
            Backward<T, T, SimdScalar<T>>(squares, input, output, outputGradient, inputGradient);
    }

    private static void Forward<T, TVector, TSimd>(PoolingSquares squares, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        ref T x = ref MemoryMarshal.GetReference(input);
        ref T y = ref MemoryMarshal.GetReference(output);
        nint channels = squares.Channels;
        for (int place = 0; place < output.Length / squares.Channels; place++)
        {
            ref T square = ref Unsafe.Add(ref x, squares.Start(place));
            nint channel = 0;
            for (; channel <= channels - TSimd.Width; channel += TSimd.Width)
                Largest<T, TVector, TSimd>(squares.Offsets, ref square, ref y, channel);
            for (; channel < channels; channel++)
                Largest<T, T, SimdScalar<T>>(squares.Offsets, ref square, ref y, channel);
            y = ref Unsafe.Add(ref y, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Largest<T, TVector, TSimd>(ReadOnlySpan<nint> offsets, ref T square, ref T y, nint channel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector largest = TSimd.Load(ref square, channel);
        for (int i = 1; i < offsets.Length; i++)
            largest = TSimd.Max(largest, TSimd.Load(ref square, offsets[i] + channel));
        TSimd.Store(largest, ref y, channel);
    }

    private static void Backward<T, TVector, TSimd>(
        PoolingSquares squares, ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        ref T x = ref MemoryMarshal.GetReference(input);
        ref T y = ref MemoryMarshal.GetReference(output);
        ref T dy = ref MemoryMarshal.GetReference(outputGradient);
        ref T dx = ref MemoryMarshal.GetReference(inputGradient);
        nint channels = squares.Channels;
        for (int place = 0; place < output.Length / squares.Channels; place++)
        {
            nint start = squares.Start(place), channel = 0;
            ref T square = ref Unsafe.Add(ref x, start);
            ref T gradient = ref Unsafe.Add(ref dx, start);
            for (; channel <= channels - TSimd.Width; channel += TSimd.Width)
                GiveToFirst<T, TVector, TSimd>(squares.Offsets, ref square, ref y, ref dy, ref gradient, channel);
            for (; channel < channels; channel++)
                GiveToFirst<T, T, SimdScalar<T>>(squares.Offsets, ref square, ref y, ref dy, ref gradient, channel);
            y = ref Unsafe.Add(ref y, channels);
            dy = ref Unsafe.Add(ref dy, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GiveToFirst<T, TVector, TSimd>(
        ReadOnlySpan<nint> offsets, ref T square, ref T y, ref T dy, ref T gradient, nint channel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        // What is left is all of the derivative until a number is found that lies not below the largest, and nothing from then on.
        TVector zero = TSimd.Create(T.Zero), left = TSimd.Load(ref dy, channel), largest = TSimd.Load(ref y, channel);
        foreach (nint offset in offsets)
        {
            TVector below = TSimd.Subtract(largest, TSimd.Load(ref square, offset + channel));
            TSimd.Store(TSimd.SelectPositive(below, zero, left), ref gradient, offset + channel);
            left = TSimd.SelectPositive(below, left, zero);
        }
    }
}
