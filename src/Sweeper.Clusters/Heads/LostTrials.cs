using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>Decides on trials whose attempt is over and was not their last: another one, or none.</summary>
internal sealed class LostTrials(TrialsUnderWay trials, ClusterFolder folder, ClusterOptions options)
{
    /// <summary>Sees to a trial.</summary>
    /// <param name="desk">Where it is recorded.</param>
    /// <param name="followed">The trial.</param>
    /// <param name="outcome">How its attempt ended.</param>
    /// <param name="mayGoOn">Whether another attempt may start.</param>
    public void Decide(TrialDesk desk, FollowedTrial followed, TrialOutcome outcome, bool mayGoOn)
    {
        bool isItsOwn = IsItsOwn(followed);
        followed.Losses += isItsOwn && followed.Interruption is null ? 1 : 0;
        followed.Fruitless += isItsOwn && followed.Epochs == 0 ? 1 : 0;
        if (followed.ToldToStop is var (state, why))
            Close(desk, followed, outcome with { State = state, Reason = why });
        else if (followed is { Task.WasAlive: true, Row.IsCancelled: true } || !mayGoOn)
            Close(desk, followed, outcome);
        else if (followed.Fruitless > 1 || followed.Losses > options.Retries)
            Close(desk, followed, ShardMerge.Lost(Hopeless(followed, outcome.Reason), TrialState.Failed));
        else
            Repeat(desk, followed, outcome);
    }

    // A task of several trials that ended before this one's turn says nothing of it, nor does one that had asked for it and
    // never came to it; nor one that ended while no run was there.
    private bool IsItsOwn(FollowedTrial followed) => followed.Task.WasAlive
        && (followed.HasBegun || (!followed.Task.Asks && (options.Settings.TrialsPerTask == 1
            || !File.Exists(folder.Mark(followed.Task.Submission, followed.Task.Number)))));

    private void Repeat(TrialDesk desk, FollowedTrial followed, TrialOutcome outcome)
    {
        if (followed.IsRunning)
            desk.Interrupted(followed.Trial, outcome);
        followed.IsRunning = false;
        int over = trials.NextAttempt(followed.Trial).Attempt - 1;
        desk.Note(
            followed.Trial, FormattableString.Invariant($"attempt {over} is over: {outcome.Reason}; it is submitted again"));
        followed.WaitsForTask = true;
        trials.Again.Enqueue(followed);
    }

    private void Close(TrialDesk desk, FollowedTrial followed, TrialOutcome outcome)
    {
        trials.Remove(followed);
        if (!followed.IsRunning && outcome.State == TrialState.Interrupted)
            return;

        // Only what has started can end.
        if (!followed.IsRunning)
            desk.Started(followed.Trial, resumesByItself: false, place: null);
        desk.Ended(followed.Trial, outcome, new TrialResult());
    }

    private string Hopeless(FollowedTrial followed, string reason) =>
        $"{reason}, more than once without an epoch in between; what its task wrote is in "
        + $"'{Path.GetRelativePath(Environment.CurrentDirectory, folder.Logs)}'"
        + (followed.Row is { } row ? FormattableString.Invariant($" as {row.Job}_{row.Task}.log") : "");
}
