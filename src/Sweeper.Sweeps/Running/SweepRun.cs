using System.Collections.Immutable;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>What the threads of one run of a sweep share.</summary>
/// <param name="Plan">The trials.</param>
/// <param name="Journal">Where they are recorded.</param>
/// <param name="Standings">Where they stand.</param>
/// <param name="Watch">Says when a limit is reached.</param>
/// <param name="Streak">Says when too many failed in a row.</param>
/// <param name="Stop">Cancelled when the run is asked to stop, by a signal or a request.</param>
internal sealed record SweepRun(
    SweepPlan Plan, ISweepJournal Journal, TrialStandings Standings, LimitWatch Watch, FailureStreak Streak,
    CancellationToken Stop)
{
    /// <summary>Compares the trials while they train; null when nothing does.</summary>
    public SweepPruning? Pruning { get; init; }

    /// <summary>What saving a state costs.</summary>
    public CheckpointCost CheckpointCost { get; } = new();

    /// <summary>How many trials may start, at least 1; null for as many as there are.</summary>
    public int? MostTrials { get; init; }

    /// <summary>What was asked of it while it ran.</summary>
    public required RequestDesk Requests { get; init; }

    private int _asked;

    /// <summary>The trial to train next; null when none is left, or no more may start.</summary>
    public Trial? Take() =>
        MostTrials is int most && Interlocked.Increment(ref _asked) > most ? null : Standings.Take(() => MayGoOn);

    /// <summary>The same without waiting.</summary>
    /// <param name="isLater">Whether there may be one when a trial under way has ended.</param>
    public Trial? TryTake(out bool isLater)
    {
        isLater = false;
        if (_asked >= MostTrials || Standings.TryTake(out isLater) is not Trial trial)
            return null;
        _asked++;
        return trial;
    }

    /// <summary>
    /// Takes in the end of a trial: first what may end the sweep, as whoever waits for the trial goes on at once.
    /// </summary>
    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
        Watch.TrialEnded(trial.Number, outcome);
        Standings.Ended(trial, outcome);
        Requests.TrialEnded(trial.Number);
    }

    /// <summary>Whether another trial may start.</summary>
    public bool MayGoOn => !Stop.IsCancellationRequested && !Watch.IsReached() && Streak.Reached is null;

    /// <summary>How it ended.</summary>
    public SweepResult Conclude()
    {
        bool isCutShort = Standings.LeftCount != 0 && !Stop.IsCancellationRequested;
        return new SweepResult(Standings.States, isCutShort ? Watch.Reached : null)
        {
            FailuresReached = isCutShort ? Streak.Reached : null,
            CountReached = isCutShort && Watch.Reached is null && Streak.Reached is null && _asked >= MostTrials
                ? MostTrials
                : null,
            LeftCount = Standings.LeftCount,
            RetryCount = Standings.RetryCount,
            IsUsedUp = Standings.IsUsedUp,
            StoppedBy = Requests.StoppedBy,
            StoppedCount = Requests.StoppedCount,
            Rounds = Standings.Rounds,
        };
    }
}

/// <summary>How a run of a sweep ended.</summary>
/// <param name="States">The state of every trial that is recorded, in the order of their numbers.</param>
/// <param name="LimitReached">The limit that ended it with trials left, null when none did.</param>
public sealed record SweepResult(ImmutableArray<TrialState> States, ReachedLimit? LimitReached)
{
    /// <summary>The failures that ended it with trials left, as a sentence without a full stop; null when none did.</summary>
    public string? FailuresReached { get; init; }

    /// <summary>How many trials it was asked for, where that ended it with trials left; null otherwise.</summary>
    public int? CountReached { get; init; }

    /// <summary>
    /// How many trials it should have trained and did not, or not to their ends; null when there is no telling how many.
    /// </summary>
    public int? LeftCount { get; init; } = 0;

    /// <summary>Whether it ended because its sampler found no cell that is new.</summary>
    public bool IsUsedUp { get; init; }

    /// <summary>Who asked it to stop while it ran; null when nobody did.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>How many of its trials were asked to stop, each by itself.</summary>
    public int StoppedCount { get; init; }

    /// <summary>
    /// What the rounds of repeats came to, as a sentence without a full stop; null where there are none, or they are not over.
    /// </summary>
    public string? Rounds { get; init; }

    /// <summary>How many trials failed in it that a later run tries again.</summary>
    public int RetryCount { get; init; }
}
