using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>The largest number of each channel in squares of positions, and the way back.</summary>
internal static class MaxPooling
{
    // input → output [places, channels]
    /// <summary>Takes the largest numbers.</summary>
    /// <param name="squares">Where the numbers lie.</param>
    /// <param name="input">The input of the layer.</param>
    /// <param name="output">The channels of each square.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static void Forward<T>(PoolingSquares squares, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        squares.Check(input.Length, output.Length);
        ColumnWork.Run<T, Largest<T>>(new Largest<T>(squares, input, output), squares.Channels);
    }

    // input, output [places, channels], outputGradient [places, channels] → inputGradient
    /// <summary>
    /// Gives the derivative to the first of the largest numbers, and 0 to the others of its square; numbers in no square are
    /// left as they are.
    /// </summary>
    /// <param name="squares">Where the numbers lie.</param>
    /// <param name="input">The input of the layer.</param>
    /// <param name="output">What <see cref="Forward"/> made of it.</param>
    /// <param name="outputGradient">The derivative by the output.</param>
    /// <param name="inputGradient">Receives the derivative by the input.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static void Backward<T>(
        PoolingSquares squares, ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        squares.Check(input.Length, output.Length);
        squares.Check(inputGradient.Length, outputGradient.Length);
        if (inputGradient.Length != input.Length)
            throw new ArgumentException(
                $"{input.Length} inputs do not have {inputGradient.Length} derivatives.", nameof(inputGradient));
        ColumnWork.Run<T, Derivative<T>>(
            new Derivative<T>(squares, input, output, outputGradient, inputGradient), squares.Channels);
    }

    private readonly ref struct Largest<T>(PoolingSquares squares, ReadOnlySpan<T> input, Span<T> output) : IColumnWork<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _x = ref MemoryMarshal.GetReference(input);
        private readonly ref T _y = ref MemoryMarshal.GetReference(output);
        private readonly int _places = output.Length / squares.Channels;

        public void Do<TVector, TSimd>(nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            ReadOnlySpan<nint> offsets = squares.Offsets;
            if (offsets.Length == 4)
            {
                Do4<TVector, TSimd>(offsets[1], offsets[2], offsets[3], column);
                return;
            }

            var square = new PoolingSquare(squares);
            for (nint place = 0; place < _places; place++, square.Next())
            {
                ref T first = ref Unsafe.Add(ref _x, square.Start + column);
                TVector largest = TSimd.Load(ref first, 0);
                for (int i = 1; i < offsets.Length; i++)
                    largest = TSimd.Max(largest, TSimd.Load(ref first, offsets[i]));
                TSimd.Store(largest, ref _y, (place * squares.Channels) + column);
            }
        }

        // Squares of two by two, without loops within them.
        private void Do4<TVector, TSimd>(nint second, nint third, nint fourth, nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            nint channels = squares.Channels, target = column;
            var square = new PoolingSquare(squares);
            for (nint place = 0; place < _places; place++, target += channels, square.Next())
            {
                ref T first = ref Unsafe.Add(ref _x, square.Start + column);
                TVector upper = TSimd.Max(TSimd.Load(ref first, 0), TSimd.Load(ref first, second));
                TVector lower = TSimd.Max(TSimd.Load(ref first, third), TSimd.Load(ref first, fourth));
                TSimd.Store(TSimd.Max(upper, lower), ref _y, target);
            }
        }
    }

    private readonly ref struct Derivative<T>(
        PoolingSquares squares, ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient) : IColumnWork<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _x = ref MemoryMarshal.GetReference(input);
        private readonly ref T _y = ref MemoryMarshal.GetReference(output);
        private readonly ref T _dy = ref MemoryMarshal.GetReference(outputGradient);
        private readonly ref T _dx = ref MemoryMarshal.GetReference(inputGradient);
        private readonly int _places = output.Length / squares.Channels;

        public void Do<TVector, TSimd>(nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            ReadOnlySpan<nint> offsets = squares.Offsets;
            if (offsets.Length == 4)
            {
                Do4<TVector, TSimd>(offsets[1], offsets[2], offsets[3], column);
                return;
            }

            var square = new PoolingSquare(squares);
            for (nint place = 0; place < _places; place++, square.Next())
            {
                ref T first = ref Unsafe.Add(ref _x, square.Start + column);
                ref T gradient = ref Unsafe.Add(ref _dx, square.Start + column);
                nint own = (place * squares.Channels) + column;
                TVector largest = TSimd.Load(ref _y, own), left = TSimd.Load(ref _dy, own);
                foreach (nint offset in offsets)
                    left = Give<TVector, TSimd>(largest, left, ref first, ref gradient, offset);
            }
        }

        // Squares of two by two, without loops within them.
        private void Do4<TVector, TSimd>(nint second, nint third, nint fourth, nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            nint channels = squares.Channels, own = column;
            var square = new PoolingSquare(squares);
            for (nint place = 0; place < _places; place++, own += channels, square.Next())
            {
                ref T first = ref Unsafe.Add(ref _x, square.Start + column);
                ref T gradient = ref Unsafe.Add(ref _dx, square.Start + column);
                TVector largest = TSimd.Load(ref _y, own), left = TSimd.Load(ref _dy, own);
                left = Give<TVector, TSimd>(largest, left, ref first, ref gradient, 0);
                left = Give<TVector, TSimd>(largest, left, ref first, ref gradient, second);
                left = Give<TVector, TSimd>(largest, left, ref first, ref gradient, third);
                _ = Give<TVector, TSimd>(largest, left, ref first, ref gradient, fourth);
            }
        }

        // All of the derivative is left until a number is found that lies not below the largest, and nothing from then on.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Give<TVector, TSimd>(TVector largest, TVector left, ref T first, ref T gradient, nint offset)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            TVector zero = TSimd.Create(T.Zero), below = TSimd.Subtract(largest, TSimd.Load(ref first, offset));
            TSimd.Store(TSimd.SelectPositive(below, zero, left), ref gradient, offset);
            return TSimd.SelectPositive(below, left, zero);
        }
    }
}
