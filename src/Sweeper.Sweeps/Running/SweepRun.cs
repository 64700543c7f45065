using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;

namespace Sweeper.Sweeps.Running;

/// <summary>What the threads of one run of a sweep share.</summary>
/// <param name="Plan">The trials.</param>
/// <param name="Journal">Where they are recorded.</param>
/// <param name="Standings">Where they stand.</param>
/// <param name="Watch">Says when a limit is reached.</param>
/// <param name="Streak">Says when too many failed in a row.</param>
/// <param name="Stop">Cancelled when the run is asked to stop.</param>
internal sealed record SweepRun(
    SweepPlan Plan, ISweepJournal Journal, TrialStandings Standings, LimitWatch Watch, FailureStreak Streak, CancellationToken Stop)
{
    /// <summary>Compares the trials while they train; null when nothing does.</summary>
    public SweepPruning? Pruning { get; init; }

    /// <summary>What saving a state costs.</summary>
    public CheckpointCost CheckpointCost { get; } = new();

    /// <summary>Whether another trial may start.</summary>
    public bool MayGoOn => !Stop.IsCancellationRequested && !Watch.IsReached() && Streak.Reached is null;

    /// <summary>How it ended.</summary>
    public SweepResult Conclude()
    {
        bool isCutShort = Standings.LeftCount > 0 && !Stop.IsCancellationRequested;
        return new SweepResult(Standings.States, isCutShort ? Watch.Reached : null)
        {
            FailuresReached = isCutShort ? Streak.Reached : null,
            LeftCount = Standings.LeftCount,
            RetryCount = Standings.RetryCount,
        };
    }
}
