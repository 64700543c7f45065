using System.Collections.Immutable;

namespace Sweeper.Sweeps.Pruners;

/// <summary>What a pruner must know of the earlier runs of a sweep to go on as if they were one.</summary>
public sealed record PrunerLog
{
    /// <summary>That of a new sweep.</summary>
    public static PrunerLog Empty { get; } = new() { Decisions = [], Completed = [] };

    /// <summary>Every decision, in the order in which they were made.</summary>
    public required ImmutableArray<PrunerDecision> Decisions { get; init; }

    /// <summary>The trials that completed.</summary>
    public required ImmutableArray<ObjectiveCurve> Completed { get; init; }
}

/// <summary>The objective of a trial as it went.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Values">Epochs, ascending, with the objective at each.</param>
public sealed record ObjectiveCurve(int Trial, ImmutableArray<KeyValuePair<int, double>> Values);
