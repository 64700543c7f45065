using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels;

namespace Sweeper.Neural.Layers;

/// <summary>A fully connected layer: y = x·W + b. Weights and biases start at zero; initialise them before training.</summary>
public sealed class DenseLayer<T> : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _scratch = new();

    /// <param name="name">Prefix of the names of its tensors.</param>
    /// <param name="inputSize">At least 1.</param>
    /// <param name="outputSize">At least 1.</param>
    public DenseLayer(string name, int inputSize, int outputSize)
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
            Bias.Values.CopyTo(output.Slice(row * OutputSize, OutputSize));
        MatrixProduct.Multiply(input, Weight.Values, output, rows, InputSize, OutputSize, accumulate: true, _scratch);
    }

    // ∂W [in, out] = xᵀ · ∂y,  ∂b [out] = Σ rows of ∂y,  ∂x [rows, in] = ∂y · Wᵀ
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        MatrixProduct.MultiplyTransposedLeft(
            input, outputGradient, Weight.Gradient, InputSize, rows, OutputSize, accumulate: false, _scratch);
        SumRows(outputGradient, Bias.Gradient, rows);
        if (!inputGradient.IsEmpty)
        {
            MatrixProduct.MultiplyTransposedRight(
                outputGradient, Weight.Values, inputGradient, rows, OutputSize, InputSize, accumulate: false, _scratch);
        }
    }

    private static void SumRows(ReadOnlySpan<T> matrix, Span<T> sums, int rows)
    {
        sums.Clear();
        for (int row = 0; row < rows; row++)
            Elementwise.Update(default(AddOperation<T>), matrix.Slice(row * sums.Length, sums.Length), sums);
    }
}
