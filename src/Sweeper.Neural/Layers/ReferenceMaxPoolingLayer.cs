using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Layers;

/// <summary>
/// The same function as <see cref="MaxPoolingLayer{T}"/>, one number after the other. NaN counts as larger than every number.
/// </summary>
internal sealed class ReferenceMaxPoolingLayer<T> : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FeatureShape _input;
    private readonly FeatureShape _output;
    private readonly int _size;

    /// <param name="input">What it is given for each image, at least as high and wide as a square.</param>
    /// <param name="size">Height and width of a square; at least 1.</param>
    public ReferenceMaxPoolingLayer(FeatureShape input, int size)
    {
        (_input, _size) = (input, size);
        _output = input with { Height = input.Height / size, Width = input.Width / size };
        InputSize = checked((int)_input.Count);
        OutputSize = checked((int)_output.Count);
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    public ImmutableArray<WeightTensor<T>> Weights => [];

    // x [rows, height, width, channels] → y [rows, height / size, width / size, channels]
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        for (int i = 0; i < rows * OutputSize; i++)
            output[i] = input[FirstLargest(input, i)];
    }

    // ∂x = ∂y at the first largest number of each square, 0 elsewhere
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        if (inputGradient.IsEmpty)
            return;
        inputGradient.Clear();
        for (int i = 0; i < rows * OutputSize; i++)
            inputGradient[FirstLargest(input, i)] += outputGradient[i];
    }

    private int FirstLargest(ReadOnlySpan<T> input, int output)
    {
        int row = output / OutputSize, place = output % OutputSize / _output.Channels, channel = output % _output.Channels;
        int top = place / _output.Width * _size, left = place % _output.Width * _size;
        int best = Index(row, top, left, channel);
        for (int y = top; y < top + _size; y++)
        {
            for (int x = left; x < left + _size; x++)
            {
                int candidate = Index(row, y, x, channel);
                if (input[candidate] > input[best] || (T.IsNaN(input[candidate]) && !T.IsNaN(input[best])))
                    best = candidate;
            }
        }

        return best;
    }

    private int Index(int row, int y, int x, int channel) =>
        (row * InputSize) + (((y * _input.Width) + x) * _input.Channels) + channel;
}
