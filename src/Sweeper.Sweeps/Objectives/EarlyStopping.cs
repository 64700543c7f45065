namespace Sweeper.Sweeps.Objectives;

/// <summary>The rule that stops a trial on its own metrics.</summary>
public sealed record EarlyStopping
{
    /// <summary>The metric that is watched.</summary>
    public required string Monitor { get; init; }

    /// <summary>The direction in which it improves.</summary>
    public required Goal Goal { get; init; }

    /// <summary>How many epochs in a row may pass without an improvement; at least 1.</summary>
    public required int Patience { get; init; }

    /// <summary>By how much a value must beat the best so far to count as an improvement; not negative.</summary>
    public required double MinDelta { get; init; }

    /// <summary>Whether the epoch with the best monitored value stands for the trial, rather than the last one.</summary>
    public required bool RestoreBest { get; init; }
}
