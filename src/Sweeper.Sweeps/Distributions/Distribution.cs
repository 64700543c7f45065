using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Distributions;

/// <summary>What the values of a hyperparameter are drawn from. Immutable.</summary>
public abstract record Distribution
{
    /// <summary>A value; the same draws give the same one.</summary>
    public abstract HyperparameterValue Draw(RandomDraws draws);
}
