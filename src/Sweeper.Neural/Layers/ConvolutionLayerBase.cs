using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Layers;

/// <summary>
/// The shape and the weights of a convolution: y = Σ over the numbers under the filter of x·W, + b, for each filter and each of
/// its places. Weights and biases start at zero; initialise them before training.
/// </summary>
public abstract class ConvolutionLayerBase<T> : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected ConvolutionLayerBase(string name, ConvolutionShape shape)
    {
        Shape = shape;
        InputSize = checked((int)shape.Input.Count);
        Weight = new WeightTensor<T>(
            $"{name}.weight", WeightKind.Weight, shape.KernelSize, shape.KernelSize, shape.Input.Channels, shape.Filters);
        Bias = new WeightTensor<T>($"{name}.bias", WeightKind.Bias, shape.Filters);
        Weights = [Weight, Bias];
    }

    /// <summary>How its filters lie over the input.</summary>
    public ConvolutionShape Shape { get; }

    public int InputSize { get; }

    public virtual int OutputSize => checked((int)Shape.Output.Count);

    public int FanIn => Shape.PatchSize;

    public int FanOut => Shape.KernelSize * Shape.KernelSize * Shape.Filters;

    /// <summary>W: [kernel rows, kernel columns, input channels, filters].</summary>
    public WeightTensor<T> Weight { get; }

    /// <summary>b: [filters].</summary>
    public WeightTensor<T> Bias { get; }

    public ImmutableArray<WeightTensor<T>> Weights { get; }

    public abstract void Forward(ReadOnlySpan<T> input, Span<T> output, int rows);

    public abstract void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows);
}
