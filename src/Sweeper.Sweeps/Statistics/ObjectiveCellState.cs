namespace Sweeper.Sweeps.Statistics;

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
