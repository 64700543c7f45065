using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Activations;

/// <summary>The same function as <see cref="ActivationLayer{T, TActivation}"/>, y = f(x), one number after the other.</summary>
/// <param name="size">Units per row; at least 1.</param>
internal sealed class ReferenceActivationLayer<T, TActivation>(int size) : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TActivation : struct, IActivation
{
    public int InputSize { get; } = size;

    public int OutputSize => InputSize;

    public ImmutableArray<WeightTensor<T>> Weights => [];

    // x [rows, size] → y [rows, size]
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        for (int i = 0; i < input.Length; i++)
            output[i] = TActivation.Value(input[i]);
    }

    // ∂x = ∂y · f′(x)
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        for (int i = 0; i < inputGradient.Length; i++)
            inputGradient[i] = outputGradient[i] * TActivation.Derivative(input[i]);
    }
}
