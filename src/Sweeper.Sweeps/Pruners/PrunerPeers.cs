namespace Sweeper.Sweeps.Pruners;

/// <summary>The trials with which a pruner compares a trial at a rung.</summary>
public enum PrunerPeers
{
    /// <summary>Those that have come to the rung, itself included, whatever became of them later.</summary>
    Arrived,

    /// <summary>Those that have completed, with the values that they had at the rung.</summary>
    Completed,
}
