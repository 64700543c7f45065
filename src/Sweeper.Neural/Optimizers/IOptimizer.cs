using System.Collections.Immutable;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Optimizers;

/// <summary>Turns gradients into changes of the weights.</summary>
public interface IOptimizer<T>
    where T : unmanaged
{
    /// <summary>One update of every tensor from its gradient.</summary>
    /// <param name="weights">The same tensors in the same order at every step.</param>
    /// <param name="learningRate">Greater than 0.</param>
    void Step(ReadOnlySpan<WeightTensor<T>> weights, double learningRate);

    /// <summary>Copies what the next steps depend on.</summary>
    OptimizerState<T> Export();

    /// <summary>Goes on from a state that an optimiser of the same kind exported for tensors of the same sizes.</summary>
    void Import(OptimizerState<T> state);
}

/// <summary>
/// All that an optimiser's next steps depend on besides weights and gradients: with it a training continues exactly.
/// </summary>
/// <param name="StepCount">The steps taken.</param>
/// <param name="Arrays">
/// Copies of the numbers per weight, tensor after tensor; empty before the first step, or when there are none.
/// </param>
public sealed record OptimizerState<T>(long StepCount, ImmutableArray<T[]> Arrays)
    where T : unmanaged;
