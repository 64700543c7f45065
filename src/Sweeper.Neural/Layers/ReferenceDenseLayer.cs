using System.Collections.Immutable;
using System.Numerics;

namespace Sweeper.Neural.Layers;

/// <summary>
/// The same function as <see cref="DenseLayer{T}"/>, y = x·W + b, in plain loops over single numbers: what the vectorised layer
/// is checked against and measured by.
/// </summary>
public sealed class ReferenceDenseLayer<T> : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="name">Prefix of the names of its tensors.</param>
    /// <param name="inputSize">At least 1.</param>
    /// <param name="outputSize">At least 1.</param>
    public ReferenceDenseLayer(string name, int inputSize, int outputSize)
    {
        InputSize = inputSize;
        OutputSize = outputSize;
        Weight = new WeightTensor<T>($"{name}.weight", WeightKind.Weight, inputSize, outputSize);
        Bias = new WeightTensor<T>($"{name}.bias", WeightKind.Bias, outputSize);
        Weights = [Weight, Bias];
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    /// <summary>W: [InputSize, OutputSize].</summary>
    public WeightTensor<T> Weight { get; }

    /// <summary>b: [OutputSize].</summary>
    public WeightTensor<T> Bias { get; }

    public ImmutableArray<WeightTensor<T>> Weights { get; }

    // y [rows, out] = x [rows, in] · W [in, out] + b [out]
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < OutputSize; j++)
            {
                T sum = Bias.Values[j];
                for (int i = 0; i < InputSize; i++)
                    sum += input[(row * InputSize) + i] * Weight.Values[(i * OutputSize) + j];
                output[(row * OutputSize) + j] = sum;
            }
        }
    }

    // ∂W [in, out] = xᵀ · ∂y,  ∂b [out] = Σ rows of ∂y,  ∂x [rows, in] = ∂y · Wᵀ
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        for (int j = 0; j < OutputSize; j++)
        {
            T sum = T.Zero;
            for (int row = 0; row < rows; row++)
                sum += outputGradient[(row * OutputSize) + j];
            Bias.Gradient[j] = sum;
            for (int i = 0; i < InputSize; i++)
                Weight.Gradient[(i * OutputSize) + j] = WeightGradient(input, outputGradient, i, j, rows);
        }

        for (int k = 0; k < inputGradient.Length; k++)
            inputGradient[k] = InputGradient(outputGradient, k / InputSize, k % InputSize);
    }

    private T WeightGradient(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, int i, int j, int rows)
    {
        T sum = T.Zero;
        for (int row = 0; row < rows; row++)
            sum += input[(row * InputSize) + i] * outputGradient[(row * OutputSize) + j];
        return sum;
    }

    private T InputGradient(ReadOnlySpan<T> outputGradient, int row, int i)
    {
        T sum = T.Zero;
        for (int j = 0; j < OutputSize; j++)
            sum += outputGradient[(row * OutputSize) + j] * Weight.Values[(i * OutputSize) + j];
        return sum;
    }
}
