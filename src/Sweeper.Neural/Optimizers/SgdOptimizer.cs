using System.Numerics;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Optimizers;

/// <summary>Stochastic gradient descent: w ← w − η·∂w. (Robbins and Monro 1951, A Stochastic Approximation Method.)</summary>
public sealed class SgdOptimizer<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Step(ReadOnlySpan<WeightTensor<T>> weights, double learningRate)
    {
        var operation = new SubtractScaledOperation<T>(T.CreateTruncating(learningRate));
        foreach (WeightTensor<T> tensor in weights)
            Elementwise.Update<T, SubtractScaledOperation<T>>(operation, tensor.Gradient, tensor.Values);
    }

    /// <summary>Nothing: each step depends on the gradients alone.</summary>
    public OptimizerState<T> Export() => new(0, []);

    public void Import(OptimizerState<T> state)
    {
    }
}
