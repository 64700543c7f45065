using System.Numerics;
using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Layers;

/// <summary>A convolution, computed as products of matrices; see <see cref="ConvolutionLayerBase{T}"/>.</summary>
/// <param name="name">Prefix of the names of its tensors.</param>
/// <param name="shape">How its filters lie over the input; they must fit.</param>
/// <param name="team">Shares the work; the results have the same bits without it. Not owned.</param>
public sealed class ConvolutionLayer<T>(
    string name, ConvolutionShape shape, WorkerTeam? team = null) : ConvolutionLayerBase<T>(name, shape)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionWork<T> _work = new(shape, team);

    // y [rows · places, filters] = patches of x [rows · places, patch] · W [patch, filters] + b [filters]
    public override void Forward(ReadOnlySpan<T> input, Span<T> output, int rows) =>
        _work.Forward(input, Weight.Values, Bias.Values, output, rows);

    // ∂W [patch, filters] = patchesᵀ · ∂y,  ∂b [filters] = Σ rows of ∂y,  ∂patches [rows · places, patch] = ∂y · Wᵀ, of which ∂x
    // are sums
    public override void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows) =>
        _work.Backward(input, Weight.Values, outputGradient, Weight.Gradient, Bias.Gradient, inputGradient, rows);
}
