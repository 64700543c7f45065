using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Layers;

/// <summary>
/// Takes the largest number of each channel in squares that lie side by side. Rows and columns at the end that do not fill a square are left out.
/// The derivative goes to the first of equal largest numbers.
/// </summary>
internal sealed class MaxPoolingLayer<T> : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FeatureShape _input;
    private readonly FeatureShape _output;
    private readonly int _size;

    /// <param name="input">What it is given for each image, at least as high and wide as a square.</param>
    /// <param name="size">Height and width of a square; at least 1.</param>
    public MaxPoolingLayer(FeatureShape input, int size)
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
        int channels = _input.Channels;
        for (int place = 0; place < rows * _output.Height * _output.Width; place++)
        {
            Span<T> y = output.Slice(place * channels, channels);
            int first = FirstOf(place);
            input.Slice(first, channels).CopyTo(y);
            for (int i = 1; i < _size * _size; i++)
                Elementwise.Update(default(MaximumOperation<T>), input.Slice(first + OffsetOf(i), channels), y);
        }
    }

    // ∂x = ∂y at the first largest number of each square, 0 elsewhere
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        if (inputGradient.IsEmpty)
            return;
        inputGradient.Clear();
        int channels = _input.Channels;
        for (int place = 0; place < rows * _output.Height * _output.Width; place++)
        {
            int first = FirstOf(place);
            ReadOnlySpan<T> y = output.Slice(place * channels, channels), dy = outputGradient.Slice(place * channels, channels);
            for (int channel = 0; channel < channels; channel++)
            {
                int i = 0;
                while (i < (_size * _size) - 1 && input[first + OffsetOf(i) + channel] != y[channel])
                    i++;
                inputGradient[first + OffsetOf(i) + channel] = dy[channel];
            }
        }
    }

    // Where the square of a place, counted over all images, begins in the input.
    private int FirstOf(int place)
    {
        int column = place % _output.Width, row = place / _output.Width;
        int image = row / _output.Height;
        return (((((image * _input.Height) + (row % _output.Height * _size)) * _input.Width) + (column * _size)) * _input.Channels);
    }

    private int OffsetOf(int inSquare) => ((inSquare / _size * _input.Width) + (inSquare % _size)) * _input.Channels;
}
