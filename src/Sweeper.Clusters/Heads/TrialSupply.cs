using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>Sees to it that tasks have trials to train. For one thread.</summary>
internal interface ITrialSupply
{
    /// <summary>Whether nothing is left that it could give away.</summary>
    bool IsUsedUp { get; }

    /// <summary>Gives away, or submits, what is to be trained now.</summary>
    /// <param name="desk">Where trials come from.</param>
    /// <param name="mayGoOn">Whether another trial may start.</param>
    /// <returns>Whether anything was submitted.</returns>
    bool Supply(TrialDesk desk, bool mayGoOn);
}

/// <summary>Submits trials whose values are known, as arrays of tasks.</summary>
/// <param name="trials">The trials under way.</param>
/// <param name="submission">Submits; null where nothing new is to be trained.</param>
/// <param name="most">How many trials are under way at once at most.</param>
/// <param name="folder">The shared folder.</param>
internal sealed class TrialArrays(TrialsUnderWay trials, TaskSubmission? submission, int most, ClusterFolder folder)
    : ITrialSupply
{
    private int _taken;
    private int? _recordedLeft;

    public bool IsUsedUp { get; private set; }

    public bool Supply(TrialDesk desk, bool mayGoOn)
    {
        var batch = new List<(Trial Trial, AttemptKey Key)>();
        while (trials.Again.TryDequeue(out FollowedTrial? again))
            batch.Add((again.Trial, trials.NextAttempt(again.Trial)));

        // Pieces that are worth a submission.
        bool isWorthIt = submission is null || trials.Count <= most / 2;
        while (isWorthIt && !IsUsedUp && trials.Count + batch.Count < most && (mayGoOn || submission is null))
        {
            if (Take(desk) is not Trial trial)
                break;
            if (!trials.TakeUp(trial, desk.StateOf(trial)) && submission is not null)
                batch.Add((trial, trials.NextAttempt(trial)));
        }

        if (submission is null || batch.Count == 0)
            return false;
        Dictionary<int, Trial> byNumber = batch.ToDictionary(b => b.Trial.Number, b => b.Trial);
        submission.Submit(batch, (key, number, task) =>
        {
            File.Delete(folder.Decisions(key.Trial));
            trials.Give(byNumber[key.Trial], key, trials.AddTask(number, task, asks: false));
        });
        return true;
    }

    private Trial? Take(TrialDesk desk)
    {
        // Nothing new is proposed where nothing is trained.
        bool isLater = false;
        Trial? trial = submission is null && ++_taken > (_recordedLeft ??= desk.RecordedLeft) ? null : desk.Take(out isLater);
        IsUsedUp = trial is null && !isLater;
        return trial;
    }
}
