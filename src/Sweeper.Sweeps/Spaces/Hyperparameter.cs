using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>A hyperparameter of a search space and the values it may take, in the order of the experiment file.</summary>
public sealed record Hyperparameter
{
    public required string Name { get; init; }

    /// <summary>At least one value, no two of them equal; none where there is a <see cref="Distribution"/>.</summary>
    public required ImmutableArray<HyperparameterValue> Values { get; init; }

    /// <summary>What its values are drawn from; null where they are listed, as they are in every plan.</summary>
    public Distribution? Distribution { get; init; }

    /// <summary>Where it exists: it is absent from other cells. Null for everywhere.</summary>
    public Condition? When { get; init; }

    /// <summary>
    /// Whether its value in a trial follows from other hyperparameters and nobody chose it: a default that depends on them.
    /// </summary>
    public bool IsDerived { get; init; }

    /// <summary>Whether more than one value is tried.</summary>
    public bool IsSwept => (Values.Length > 1 || Distribution is not null) && !IsDerived;
}
