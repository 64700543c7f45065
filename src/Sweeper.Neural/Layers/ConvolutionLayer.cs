using System.Numerics;
using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Layers;

/// <summary>
/// A convolution, computed as products of matrices (see <see cref="ConvolutionLayerBase{T}"/>), and the layers after it that
/// take each image by itself.
/// </summary>
public sealed unsafe class ConvolutionLayer<T> : ConvolutionLayerBase<T>, ITrainingLayer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionWork<T> _work;
    private readonly ConvolutionFollowers<T> _followers;

    /// <param name="name">Prefix of the names of its tensors.</param>
    /// <param name="shape">How its filters lie over the input; they must fit.</param>
    /// <param name="team">Shares the work; the results have the same bits without it. Not owned.</param>
    public ConvolutionLayer(string name, ConvolutionShape shape, WorkerTeam? team = null)
        : base(name, shape)
    {
        _work = new ConvolutionWork<T>(shape, team);
        _followers = new ConvolutionFollowers<T>(checked((int)shape.Output.Count), team?.Size ?? 1);
    }

    public override int OutputSize => _followers.OutputSize;

    bool ITrainingLayer.IsTraining
    {
        get => _followers.IsTraining;
        set => _followers.IsTraining = value;
    }

    /// <summary>Has another layer take what this one gives, image by image.</summary>
    /// <param name="next">Takes each row by itself, from any thread, and has no weights.</param>
    internal void Then(ILayer<T> next) => _followers.Add(next);

    // y [rows · places, filters] = patches of x [rows · places, patch] · W [patch, filters] + b [filters]
    public override void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        Check(output.Length, rows);
        fixed (T* y = output)
        {
            _followers.Begin(y, rows);
            _work.Forward(input, Weight.Values, Bias.Values, _followers, rows);
        }
    }

    // ∂W [patch, filters] = patchesᵀ · ∂y,  ∂b [filters] = Σ rows of ∂y,  ∂patches [rows · places, patch] = ∂y · Wᵀ, of which ∂x
    // are sums
    public override void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        Check(outputGradient.Length, rows);
        fixed (T* y = output, dy = outputGradient)
        {
            _followers.BeginBack(y, dy);
            _work.Backward(input, Weight.Values, _followers, Weight.Gradient, Bias.Gradient, inputGradient, rows);
        }
    }

    private void Check(int length, int rows)
    {
        if (length != (long)rows * OutputSize)
            throw new ArgumentException($"{rows} rows of {OutputSize} outputs do not have {length} numbers.");
    }
}
