using System.Collections.Immutable;

namespace Sweeper.Sweeps.Statistics;

/// <summary>The objective over the trials that share two hyperparameter values.</summary>
public readonly record struct ObjectiveCell
{
    public required ObjectiveCellState State { get; init; }

    /// <summary>The mean objective of the ranked trials; null when there is none.</summary>
    public required double? Mean { get; init; }

    /// <summary>How many trials the mean is over.</summary>
    public required int Ranked { get; init; }

    /// <summary>How many trials diverged or failed.</summary>
    public required int Failed { get; init; }

    /// <summary>The numbers of the trials there are, whatever their state.</summary>
    public required ImmutableArray<int> Trials { get; init; }
}

/// <summary>What is known about the trials of a cell.</summary>
public enum ObjectiveCellState
{
    /// <summary>The sweep has no trial there.</summary>
    Missing,

    /// <summary>It has, but none with an objective yet.</summary>
    Waiting,

    /// <summary>Every trial there that ended failed or diverged.</summary>
    Failed,

    /// <summary>At least one trial is ranked.</summary>
    Measured,
}
