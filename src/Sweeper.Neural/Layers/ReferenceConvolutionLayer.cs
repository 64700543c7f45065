using System.Numerics;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Layers;

/// <summary>
/// The same function as <see cref="ConvolutionLayer{T}"/> in plain loops over single numbers: what the vectorised layer is
/// checked against and measured by.
/// </summary>
/// <param name="name">Prefix of the names of its tensors.</param>
/// <param name="shape">How its filters lie over the input; they must fit.</param>
public sealed class ReferenceConvolutionLayer<T>(string name, ConvolutionShape shape) : ConvolutionLayerBase<T>(name, shape)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FeatureShape _output = shape.Output;

    // y [rows, out height, out width, filters] = Σ over the numbers under the filter of x·W, + b
    public override void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> x = input.Slice(row * InputSize, InputSize);
            Span<T> y = output.Slice(row * OutputSize, OutputSize);
            for (int i = 0; i < OutputSize; i++)
            {
                T sum = Bias.Values[i % Shape.Filters];
                for (int w = i % Shape.Filters; w < Weight.Count; w += Shape.Filters)
                    sum += Under(i, w) is int place and >= 0 ? x[place] * Weight.Values[w] : T.Zero;
                y[i] = sum;
            }
        }
    }

    // ∂W = Σ over rows and places of x·∂y,  ∂b = Σ ∂y,  ∂x = Σ over the filters that lie over it of ∂y·W
    public override void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        Weight.Gradient.Clear();
        Bias.Gradient.Clear();
        inputGradient.Clear();
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> x = input.Slice(row * InputSize, InputSize), dy = outputGradient.Slice(row * OutputSize, OutputSize);
            Span<T> dx = inputGradient.IsEmpty ? default : inputGradient.Slice(row * InputSize, InputSize);
            for (int i = 0; i < OutputSize; i++)
            {
                Bias.Gradient[i % Shape.Filters] += dy[i];
                for (int w = i % Shape.Filters; w < Weight.Count; w += Shape.Filters)
                {
                    if (Under(i, w) is not (int place and >= 0))
                        continue;
                    Weight.Gradient[w] += x[place] * dy[i];
                    if (!dx.IsEmpty)
                        dx[place] += dy[i] * Weight.Values[w];
                }
            }
        }
    }

    // The input that a weight multiplies for an output; −1 for one of the zeros around it.
    private int Under(int output, int weight)
    {
        int place = output / Shape.Filters, tap = weight / Shape.Filters;
        int channel = tap % Shape.Input.Channels;
        int kernelColumn = tap / Shape.Input.Channels % Shape.KernelSize;
        int kernelRow = tap / Shape.Input.Channels / Shape.KernelSize;
        int y = (place / _output.Width * Shape.Stride) + kernelRow - Shape.Padding;
        int column = (place % _output.Width * Shape.Stride) + kernelColumn - Shape.Padding;
        return (uint)y < (uint)Shape.Input.Height && (uint)column < (uint)Shape.Input.Width
            ? (((y * Shape.Input.Width) + column) * Shape.Input.Channels) + channel
            : -1;
    }
}
