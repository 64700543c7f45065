using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Layers;

/// <summary>A fully connected layer: y = x·W + b. Weights and biases start at zero; initialise them before training.</summary>
public sealed class DenseLayer<T> : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TeamProducts<T> _products;

    /// <param name="name">Prefix of the names of its tensors.</param>
    /// <param name="inputSize">At least 1.</param>
    /// <param name="outputSize">At least 1.</param>
    /// <param name="team">Shares the large products; they have the same bits without it. Not owned.</param>
    public DenseLayer(string name, int inputSize, int outputSize, WorkerTeam? team = null)
    {
        _products = new TeamProducts<T>(team);
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
        FillWithBias(output, rows);
        _products.Multiply(input, Weight.Values, output, rows, InputSize, OutputSize, accumulate: true);
    }

    // ∂W [in, out] = xᵀ · ∂y,  ∂b [out] = Σ rows of ∂y,  ∂x [rows, in] = ∂y · Wᵀ
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        _products.MultiplyTransposedLeft(
            input, outputGradient, Weight.Gradient, InputSize, rows, OutputSize, accumulate: false);
        Bias.Gradient.Clear();
        ColumnSums.Add(outputGradient, Bias.Gradient);
        BackwardInput(outputGradient, inputGradient, rows);
    }

    // y [rows, out] = x [rows, in] · W [in, out] + b [out]
    /// <summary>Computes the output of a batch that may be sparse.</summary>
    internal void Forward(LayerInput<T> input, Span<T> output)
    {
        if (!input.IsSparse)
        {
            Forward(input.Dense, output, input.Rows);
            return;
        }

        FillWithBias(output, input.Rows);
        _products.MultiplyAdd(input.Sparse, input.PixelValues, Weight.Values, output, OutputSize);
    }

    // ∂W [in, out] = xᵀ · ∂y,  ∂b [out] = Σ rows of ∂y
    /// <summary>As the backward pass above, for a batch that may be sparse, as the first layer of a network.</summary>
    internal void Backward(LayerInput<T> input, ReadOnlySpan<T> outputGradient)
    {
        if (!input.IsSparse)
        {
            Backward(input.Dense, default, outputGradient, default, input.Rows);
            return;
        }

        Weight.Gradient.Clear();
        _products.MultiplyTransposedAdd(input.Sparse, input.PixelValues, outputGradient, Weight.Gradient, OutputSize);
        Bias.Gradient.Clear();
        ColumnSums.Add(outputGradient, Bias.Gradient);
    }

    // ∂x [rows, in] = ∂y · Wᵀ, then W += −η·xᵀ·∂y and b += −η·Σ rows of ∂y
    /// <summary>
    /// Backward pass and step of gradient descent in one: the products add to the weights themselves, and no gradient is written
    /// and read again. <paramref name="outputGradient"/> is scaled by −η on the way.
    /// </summary>
    internal void Descend(LayerInput<T> input, Span<T> outputGradient, Span<T> inputGradient, T learningRate)
    {
        BackwardInput(outputGradient, inputGradient, input.Rows);
        Elementwise.Apply<T, ScaleOperation<T>>(new ScaleOperation<T>(-learningRate), outputGradient, outputGradient);
        if (input.IsSparse)
        {
            _products.MultiplyTransposedAdd(input.Sparse, input.PixelValues, outputGradient, Weight.Values, OutputSize);
        }
        else
        {
            _products.MultiplyTransposedLeft(
                input.Dense, outputGradient, Weight.Values, InputSize, input.Rows, OutputSize, accumulate: true);
        }

        ColumnSums.Add<T>(outputGradient, Bias.Values);
    }

    private void FillWithBias(Span<T> output, int rows)
    {
        for (int row = 0; row < rows; row++)
            Bias.Values.CopyTo(output.Slice(row * OutputSize, OutputSize));
    }

    private void BackwardInput(ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        if (!inputGradient.IsEmpty)
        {
            _products.MultiplyTransposedRight(
                outputGradient, Weight.Values, inputGradient, rows, OutputSize, InputSize, accumulate: false);
        }
    }
}
