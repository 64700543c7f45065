using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Layers;

/// <summary>
/// A convolution: y = Σ over the numbers under the filter of x·W, + b, for each filter and each of its places. Weights and biases start at zero;
/// initialise them before training.
/// </summary>
public sealed class ConvolutionLayer<T> : ILayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionShape _shape;
    private readonly ConvolutionWork<T> _work;

    /// <param name="name">Prefix of the names of its tensors.</param>
    /// <param name="shape">How its filters lie over the input; they must fit.</param>
    /// <param name="team">Shares the work; the results have the same bits without it. Not owned.</param>
    public ConvolutionLayer(string name, ConvolutionShape shape, WorkerTeam? team = null)
    {
        _shape = shape;
        _work = new ConvolutionWork<T>(shape, team);
        InputSize = checked((int)shape.Input.Count);
        OutputSize = checked((int)shape.Output.Count);
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

    // y [rows · places, filters] = patches of x [rows · places, patch] · W [patch, filters] + b [filters]
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows) =>
        _work.Forward(input, Weight.Values, Bias.Values, output, rows);

    // ∂W [patch, filters] = patchesᵀ · ∂y,  ∂b [filters] = Σ rows of ∂y,  ∂patches [rows · places, patch] = ∂y · Wᵀ, of which ∂x are sums
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows) =>
        _work.Backward(input, Weight.Values, outputGradient, Weight.Gradient, Bias.Gradient, inputGradient, rows);
}
