using System.Numerics;
using System.Runtime.InteropServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>
/// What batch normalisation computes of matrices [rows, channels], channel by channel; x̂ stands for (x − mean)·inverse
/// deviation. Each sum runs from the first row to the last.
/// </summary>
internal static class Normalization
{
    // x [rows, n], mean [n] → sums [n] = Σ (x − mean)²
    /// <summary>The sums of squared deviations.</summary>
    public static void SumSquares<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mean, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(x.Length, mean.Length, sums.Length);
        ColumnWork.Run<T, Squares<T>>(new Squares<T>(x, mean, sums), sums.Length);
    }

    // x [rows, n] → y [rows, n] = scale·x̂ + shift
    /// <summary>The output of the layer.</summary>
    public static void Apply<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverseDeviation, ReadOnlySpan<T> scale, ReadOnlySpan<T> shift,
        Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(x.Length, mean.Length, inverseDeviation.Length, scale.Length, shift.Length);
        Check(y.Length, x.Length);
        ColumnWork.Run<T, Output<T>>(new Output<T>(x, mean, inverseDeviation, scale, shift, y), mean.Length);
    }

    // x [rows, n], ∂y [rows, n] → sums [n] = Σ ∂y·x̂
    /// <summary>The derivative by the scale.</summary>
    public static void SumProducts<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> dy, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverseDeviation, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(x.Length, mean.Length, inverseDeviation.Length, sums.Length);
        Check(dy.Length, x.Length);
        ColumnWork.Run<T, Products<T>>(new Products<T>(x, dy, mean, inverseDeviation, sums), sums.Length);
    }

    // x [rows, n], ∂y [rows, n] → ∂x [rows, n] = scale·inverse deviation·(∂y − (∂shift + x̂·∂scale) / rows)
    /// <summary>The derivative by the input.</summary>
    public static void Backward<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> dy, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverseDeviation, ReadOnlySpan<T> scale,
        ReadOnlySpan<T> scaleGradient, ReadOnlySpan<T> shiftGradient, Span<T> dx)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(x.Length, mean.Length, inverseDeviation.Length, scale.Length, scaleGradient.Length, shiftGradient.Length);
        Check(dy.Length, x.Length, dx.Length);
        ColumnWork.Run<T, Derivative<T>>(
            new Derivative<T>(x, dy, mean, inverseDeviation, scale, scaleGradient, shiftGradient, dx), mean.Length);
    }

    private static void Check(int length, params ReadOnlySpan<int> columns)
    {
        foreach (int count in columns)
        {
            if (count == 0 || count != columns[0] || length % count != 0)
                throw new ArgumentException($"{length} numbers are no rows of {count}.");
        }
    }

    private readonly ref struct Squares<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mean, Span<T> sums) : IColumnWork<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _x = ref MemoryMarshal.GetReference(x);
        private readonly ref T _mean = ref MemoryMarshal.GetReference(mean);
        private readonly ref T _sums = ref MemoryMarshal.GetReference(sums);
        private readonly nint _length = x.Length;
        private readonly nint _columns = sums.Length;

        public void Do<TVector, TSimd>(nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            TVector mean = TSimd.Load(ref _mean, column), sum = TSimd.Create(T.Zero);
            for (nint i = column; i < _length; i += _columns)
            {
                TVector deviation = TSimd.Subtract(TSimd.Load(ref _x, i), mean);
                sum = TSimd.Add(sum, TSimd.Multiply(deviation, deviation));
            }

            TSimd.Store(sum, ref _sums, column);
        }
    }

    private readonly ref struct Output<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverseDeviation, ReadOnlySpan<T> scale, ReadOnlySpan<T> shift,
        Span<T> y) : IColumnWork<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _x = ref MemoryMarshal.GetReference(x);
        private readonly ref T _mean = ref MemoryMarshal.GetReference(mean);
        private readonly ref T _inverseDeviation = ref MemoryMarshal.GetReference(inverseDeviation);
        private readonly ref T _scale = ref MemoryMarshal.GetReference(scale);
        private readonly ref T _shift = ref MemoryMarshal.GetReference(shift);
        private readonly ref T _y = ref MemoryMarshal.GetReference(y);
        private readonly nint _length = x.Length;
        private readonly nint _columns = mean.Length;

        public void Do<TVector, TSimd>(nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            TVector mean = TSimd.Load(ref _mean, column), inverse = TSimd.Load(ref _inverseDeviation, column);
            TVector scale = TSimd.Load(ref _scale, column), shift = TSimd.Load(ref _shift, column);
            for (nint i = column; i < _length; i += _columns)
            {
                TVector normalised = TSimd.Multiply(TSimd.Subtract(TSimd.Load(ref _x, i), mean), inverse);
                TSimd.Store(TSimd.Add(TSimd.Multiply(scale, normalised), shift), ref _y, i);
            }
        }
    }

    private readonly ref struct Products<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> dy, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverseDeviation, Span<T> sums)
            : IColumnWork<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _x = ref MemoryMarshal.GetReference(x);
        private readonly ref T _dy = ref MemoryMarshal.GetReference(dy);
        private readonly ref T _mean = ref MemoryMarshal.GetReference(mean);
        private readonly ref T _inverseDeviation = ref MemoryMarshal.GetReference(inverseDeviation);
        private readonly ref T _sums = ref MemoryMarshal.GetReference(sums);
        private readonly nint _length = x.Length;
        private readonly nint _columns = sums.Length;

        public void Do<TVector, TSimd>(nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            TVector mean = TSimd.Load(ref _mean, column);
            TVector inverse = TSimd.Load(ref _inverseDeviation, column), sum = TSimd.Create(T.Zero);
            for (nint i = column; i < _length; i += _columns)
            {
                TVector normalised = TSimd.Multiply(TSimd.Subtract(TSimd.Load(ref _x, i), mean), inverse);
                sum = TSimd.Add(sum, TSimd.Multiply(TSimd.Load(ref _dy, i), normalised));
            }

            TSimd.Store(sum, ref _sums, column);
        }
    }

    private readonly ref struct Derivative<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> dy, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverseDeviation, ReadOnlySpan<T> scale,
        ReadOnlySpan<T> scaleGradient, ReadOnlySpan<T> shiftGradient, Span<T> dx) : IColumnWork<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _x = ref MemoryMarshal.GetReference(x);
        private readonly ref T _dy = ref MemoryMarshal.GetReference(dy);
        private readonly ref T _mean = ref MemoryMarshal.GetReference(mean);
        private readonly ref T _inverseDeviation = ref MemoryMarshal.GetReference(inverseDeviation);
        private readonly ref T _scale = ref MemoryMarshal.GetReference(scale);
        private readonly ref T _scaleGradient = ref MemoryMarshal.GetReference(scaleGradient);
        private readonly ref T _shiftGradient = ref MemoryMarshal.GetReference(shiftGradient);
        private readonly ref T _dx = ref MemoryMarshal.GetReference(dx);
        private readonly nint _length = x.Length;
        private readonly nint _columns = mean.Length;
        private readonly T _share = T.One / T.CreateTruncating(x.Length / mean.Length);

        public void Do<TVector, TSimd>(nint column)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            TVector mean = TSimd.Load(ref _mean, column);
            TVector inverse = TSimd.Load(ref _inverseDeviation, column), share = TSimd.Create(_share);
            TVector scaleGradient = TSimd.Load(ref _scaleGradient, column);
            TVector shiftGradient = TSimd.Load(ref _shiftGradient, column);
            TVector factor = TSimd.Multiply(TSimd.Load(ref _scale, column), inverse);
            for (nint i = column; i < _length; i += _columns)
            {
                TVector normalised = TSimd.Multiply(TSimd.Subtract(TSimd.Load(ref _x, i), mean), inverse);
                TVector common = TSimd.Multiply(share, TSimd.Add(shiftGradient, TSimd.Multiply(normalised, scaleGradient)));
                TSimd.Store(TSimd.Multiply(factor, TSimd.Subtract(TSimd.Load(ref _dy, i), common)), ref _dx, i);
            }
        }
    }
}
