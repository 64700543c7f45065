using System.Collections.Immutable;

namespace Sweeper.Neural.Optimizers;

/// <summary>All that an optimiser's next steps depend on besides weights and gradients: with it a training continues exactly.</summary>
/// <param name="StepCount">The steps taken.</param>
/// <param name="Arrays">Copies of the numbers per weight, tensor after tensor; empty before the first step, or when there are none.</param>
public sealed record OptimizerState<T>(long StepCount, ImmutableArray<T[]> Arrays)
    where T : unmanaged;
