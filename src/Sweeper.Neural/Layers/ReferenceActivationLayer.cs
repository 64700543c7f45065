using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Activations;

namespace Sweeper.Neural.Layers;

/// <summary>The same function as <see cref="ActivationLayer{T, TActivation}"/>, y = f(x), one number after the other.</summary>
/// <param name="kind">f.</param>
/// <param name="size">Units per row; at least 1.</param>
internal sealed class ReferenceActivationLayer<T>(ActivationKind kind, int size) : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int InputSize { get; } = size;

    public int OutputSize => InputSize;

    public ImmutableArray<WeightTensor<T>> Weights => [];

    // x [rows, size] → y [rows, size]
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        for (int i = 0; i < input.Length; i++)
            output[i] = ReferenceActivation.Value(kind, input[i]);
    }

    // ∂x = ∂y · f′(x)
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        for (int i = 0; i < inputGradient.Length; i++)
            inputGradient[i] = outputGradient[i] * ReferenceActivation.Derivative(kind, input[i]);
    }
}
