using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Layers;

/// <summary>
/// Takes the largest number of each channel in squares that lie side by side. Rows and columns at the end that do not fill a
/// square are left out. The derivative goes to the first of equal largest numbers. The largest of numbers with NaN among them is
/// NaN.
/// </summary>
/// <param name="input">What it is given for each image, at least as high and wide as a square.</param>
/// <param name="size">Height and width of a square; at least 1.</param>
internal sealed class MaxPoolingLayer<T>(FeatureShape input, int size) : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PoolingSquares _squares = new(input, size);

    public int InputSize { get; } = checked((int)input.Count);

    public int OutputSize => (int)_squares.Output.Count;

    public ImmutableArray<WeightTensor<T>> Weights => [];

    // x [rows, height, width, channels] → y [rows, height / size, width / size, channels]
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows) => MaxPooling.Forward(_squares, input, output);

    // ∂x = ∂y at the first largest number of each square, 0 elsewhere
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        if (inputGradient.IsEmpty)
            return;
        if (!_squares.CoverAll)
            inputGradient.Clear();
        MaxPooling.Backward(_squares, input, output, outputGradient, inputGradient);
    }
}
