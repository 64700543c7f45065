using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Regularizers;

/// <summary>Changes the gradients of a step before the optimiser sees them.</summary>
public interface IGradientRule<T>
    where T : unmanaged
{
    /// <summary>Changes the gradients of the tensors, given with their values.</summary>
    void Apply(ReadOnlySpan<WeightTensor<T>> weights);
}
