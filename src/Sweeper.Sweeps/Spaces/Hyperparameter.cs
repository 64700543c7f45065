using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>A hyperparameter of a search space and the values it may take, in the order of the experiment file.</summary>
public sealed record Hyperparameter
{
    public required string Name { get; init; }

    /// <summary>At least one value, no two of them equal.</summary>
    public required ImmutableArray<HyperparameterValue> Values { get; init; }

    /// <summary>
    /// Whether its value in a trial follows from other hyperparameters and nobody chose it: a default that depends on them.
    /// </summary>
    public bool IsDerived { get; init; }

    /// <summary>Whether more than one value is tried.</summary>
    public bool IsSwept => Values.Length > 1 && !IsDerived;
}
