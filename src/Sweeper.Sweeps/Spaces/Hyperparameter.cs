using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>A hyperparameter of a search space and the values it may take, in the order of the experiment file.</summary>
public sealed record Hyperparameter
{
    public required string Name { get; init; }

    /// <summary>At least one value, no two of them equal; none where there is a <see cref="Distribution"/>.</summary>
    public required ImmutableArray<HyperparameterValue> Values { get; init; }

    /// <summary>What a plan has of it beyond <see cref="Values"/>; null when those are all.</summary>
    public FurtherNumbers? Further { get; init; }

    /// <summary>
    /// Whether the values that a recorded sweep has of it are those of its trials, because they were drawn or followed from what
    /// was.
    /// </summary>
    public bool DependsOnTrials { get; init; }

    /// <summary>
    /// What its values are drawn from; null where they are listed, as they are in every plan that needs no results.
    /// </summary>
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

/// <summary>Different numbers that were drawn and are too many to be kept.</summary>
/// <param name="Count">How many.</param>
/// <param name="Least">The least of them.</param>
/// <param name="Greatest">The greatest of them.</param>
public sealed record FurtherNumbers(int Count, double Least, double Greatest)
{
    /// <summary>So many values are kept.</summary>
    public const int After = 10_000;
}
