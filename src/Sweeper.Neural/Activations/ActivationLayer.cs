using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Activations;

/// <summary>Applies an activation to every unit: y = f(x).</summary>
/// <param name="size">Units per row; at least 1.</param>
internal sealed class ActivationLayer<T, TActivation>(int size) : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TActivation : struct, IActivation
{
    public int InputSize { get; } = size;

    public int OutputSize => InputSize;

    public ImmutableArray<WeightTensor<T>> Weights => [];

    // x [rows, size] → y [rows, size]
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows) =>
        Elementwise.Apply(default(ValueOperation), input, output);

    // ∂x = ∂y · f′(x)
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        if (inputGradient.IsEmpty)
            return;
        if (output.Length != input.Length || outputGradient.Length != input.Length || inputGradient.Length != input.Length)
            throw new ArgumentException("Values and gradients of an activation must have the same length.");

        if (RegisterWidth.Has512)
            Chain<Vector512<T>, Simd512<T>>(input, output, outputGradient, inputGradient);
        else if (RegisterWidth.Has256)
            Chain<Vector256<T>, Simd256<T>>(input, output, outputGradient, inputGradient);
        else if (RegisterWidth.Has128)
            Chain<Vector128<T>, Simd128<T>>(input, output, outputGradient, inputGradient);
        else
            Chain<T, SimdScalar<T>>(input, output, outputGradient, inputGradient);
    }

    private static void Chain<TVector, TSimd>(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        ref T x = ref MemoryMarshal.GetReference(input);
        ref T y = ref MemoryMarshal.GetReference(output);
        ref T dy = ref MemoryMarshal.GetReference(outputGradient);
        ref T dx = ref MemoryMarshal.GetReference(inputGradient);
        nint i = 0;
        for (; i <= input.Length - TSimd.Width; i += TSimd.Width)
            Step<TVector, TSimd>(ref x, ref y, ref dy, ref dx, i);
        for (; i < input.Length; i++)
            Step<T, SimdScalar<T>>(ref x, ref y, ref dy, ref dx, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TVector, TSimd>(ref T x, ref T y, ref T dy, ref T dx, nint i)
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector derivative = TActivation.Derivative<T, TVector, TSimd>(TSimd.Load(ref x, i), TSimd.Load(ref y, i));
        TSimd.Store(TSimd.Multiply(TSimd.Load(ref dy, i), derivative), ref dx, i);
    }

    private readonly struct ValueOperation : IUnaryOperation<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TVector IUnaryOperation<T>.Apply<TVector, TSimd>(TVector x) => TActivation.Value<T, TVector, TSimd>(x);
    }
}
