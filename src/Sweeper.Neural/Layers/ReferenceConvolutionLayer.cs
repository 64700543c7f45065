using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Layers;

/// <summary>
/// The same function as <see cref="ConvolutionLayer{T}"/> in plain loops over single numbers: what the vectorised layer is checked against and
/// measured by.
/// </summary>
public sealed class ReferenceConvolutionLayer<T> : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionShape _shape;
    private readonly FeatureShape _output;

    /// <param name="name">Prefix of the names of its tensors.</param>
    /// <param name="shape">How its filters lie over the input; they must fit.</param>
    public ReferenceConvolutionLayer(string name, ConvolutionShape shape)
    {
        (_shape, _output) = (shape, shape.Output);
        InputSize = checked((int)shape.Input.Count);
        OutputSize = checked((int)_output.Count);
        Weight = new WeightTensor<T>($"{name}.weight", WeightKind.Weight, shape.KernelSize, shape.KernelSize, shape.Input.Channels, shape.Filters);
        Bias = new WeightTensor<T>($"{name}.bias", WeightKind.Bias, shape.Filters);
        Weights = [Weight, Bias];
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    public int FanIn => _shape.PatchSize;

    public int FanOut => _shape.KernelSize * _shape.KernelSize * _shape.Filters;

    /// <summary>W: [kernel rows, kernel columns, input channels, filters].</summary>
    public WeightTensor<T> Weight { get; }

    /// <summary>b: [filters].</summary>
    public WeightTensor<T> Bias { get; }

    public ImmutableArray<WeightTensor<T>> Weights { get; }

    // y [rows, out height, out width, filters] = Σ over the numbers under the filter of x·W, + b
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> x = input.Slice(row * InputSize, InputSize);
            Span<T> y = output.Slice(row * OutputSize, OutputSize);
            for (int i = 0; i < OutputSize; i++)
            {
                T sum = Bias.Values[i % _shape.Filters];
                for (int w = i % _shape.Filters; w < Weight.Count; w += _shape.Filters)
                    sum += Under(i, w) is int place and >= 0 ? x[place] * Weight.Values[w] : T.Zero;
                y[i] = sum;
            }
        }
    }

    // ∂W = Σ over rows and places of x·∂y,  ∂b = Σ ∂y,  ∂x = Σ over the filters that lie over it of ∂y·W
    public void Backward(
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
                Bias.Gradient[i % _shape.Filters] += dy[i];
                for (int w = i % _shape.Filters; w < Weight.Count; w += _shape.Filters)
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
        int place = output / _shape.Filters, tap = weight / _shape.Filters;
        int channel = tap % _shape.Input.Channels, kernelColumn = tap / _shape.Input.Channels % _shape.KernelSize, kernelRow = tap / _shape.Input.Channels / _shape.KernelSize;
        int y = (place / _output.Width * _shape.Stride) + kernelRow - _shape.Padding;
        int column = (place % _output.Width * _shape.Stride) + kernelColumn - _shape.Padding;
        return (uint)y < (uint)_shape.Input.Height && (uint)column < (uint)_shape.Input.Width
            ? (((y * _shape.Input.Width) + column) * _shape.Input.Channels) + channel
            : -1;
    }
}
