using System.Globalization;
using Sweeper.Clusters.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>
/// Has trials that follow from results trained by tasks that ask for one after the other, so that none waits in Slurm's queue:
/// as many tasks as trials may be under way, and each is given a trial when it asks. For one thread.
/// </summary>
/// <param name="trials">The trials under way.</param>
/// <param name="submission">Submits tasks.</param>
/// <param name="options">How.</param>
/// <param name="folder">The shared folder.</param>
internal sealed class AskingTasks(
    TrialsUnderWay trials, TaskSubmission submission, ClusterOptions options, ClusterFolder folder) : ITrialSupply
{
    // So many tasks may die before they ask for anything.
    private const int MostMute = 2;

    private readonly Queue<Trial> _ready = [];
    private readonly HashSet<FollowedTask> _over = [];
    private bool _hasRecovered;
    private int _mute;
    private int _cancelled;

    public bool IsUsedUp { get; private set; }

    /// <exception cref="SweeperException">Tasks die before they ask for a trial.</exception>
    public bool Supply(TrialDesk desk, bool mayGoOn)
    {
        Recover(desk);
        foreach (FollowedTask task in trials.AskingTasks)
            Judge(task);
        Answer(desk, mayGoOn);
        if (!mayGoOn)
        {
            while (trials.Again.TryDequeue(out FollowedTrial? again))
                trials.Remove(again);
            return false;
        }

        int live = trials.AskingTasks.Count(t => t.IsLive);
        int left = IsUsedUp ? trials.Count : desk.LeftCount ?? options.MostProposed;
        int missing = Math.Min(options.MostProposed - _cancelled, left) - live;
        if (live == 0 && missing <= 0 && trials.Count == 0)
            IsUsedUp = true;
        if (missing <= 0 || trials.AskingTasks.Any(t => !t.WasAlive && !t.WasLookedFor && t.IsLive))
            return false;
        submission.SubmitAsking(missing, (number, task) =>
        {
            FollowedTask added = trials.AddTask(number, task, asks: true);

            // Nobody will be there when it asks.
            if (options.IsDetached)
                Give(desk, added);
        });
        return true;
    }

    // What earlier runs recorded: given away by them, or still to be.
    private void Recover(TrialDesk desk)
    {
        if (_hasRecovered)
            return;
        _hasRecovered = true;
        for (int left = desk.RecordedLeft; left > 0 && desk.Take(out _) is Trial trial; left--)
        {
            if (!trials.TakeUp(trial, desk.StateOf(trial)))
                _ready.Enqueue(trial);
        }
    }

    private void Judge(FollowedTask task)
    {
        if (task.Row is not { IsAlive: false } row || !task.WasAlive || !_over.Add(task))
            return;
        if (row.IsCancelled)
            _cancelled++;
        else if (task.Answers == 0 && !task.HasLeft && ++_mute > MostMute)
            throw new SweeperException(
                $"tasks end before they ask for a trial, the last because {row.Words}; what they wrote is in "
                + $"'{Path.GetRelativePath(Environment.CurrentDirectory, folder.Logs)}' ({row.Job}_{row.Task}.log)",
                FailureKind.Environment);
    }

    private void Answer(TrialDesk desk, bool mayGoOn)
    {
        foreach (string path in Directory.EnumerateFiles(folder.Requests))
        {
            if (Read(path) is not (FollowedTask task, int number))
                continue;
            if (number > task.Answers)
            {
                // One that an earlier run left may be of a task that is there no more.
                if (!task.IsLive || !(task.WasAlive || task.WasLookedFor))
                    continue;
                _mute = 0;

                // What came of its last trial is read first: the next one may follow from it.
                bool isBusy = task.Trial is { } last && trials.Has(last) && last.Task == task
                    && last is { Interruption: null, WaitsForTask: false };
                if (isBusy || (mayGoOn && !Give(desk, task)))
                    continue;
                if (!mayGoOn)
                    Dismiss(task);
            }

            File.Delete(path);
        }
    }

    /// <summary>Gives a task a trial, or has it leave.</summary>
    /// <returns>Whether it has an answer; false where there may be a trial later.</returns>
    private bool Give(TrialDesk desk, FollowedTask task)
    {
        bool isLater = false;
        Trial? trial = trials.Again.TryDequeue(out FollowedTrial? again) ? again.Trial
            : _ready.TryDequeue(out Trial? ready) ? ready
            : desk.Take(out isLater);
        if (trial is null)
        {
            if (isLater)
                return false;
            IsUsedUp = true;
            Dismiss(task);
            return true;
        }

        AttemptKey key = trials.NextAttempt(trial);
        File.Delete(folder.Decisions(trial.Number));
        submission.Plan([trial]);
        JsonLines.Append(folder.Answers(task.Submission, task.Number), [new TaskAnswer(key)]);
        task.Answers++;
        trials.Give(trial, key, task);
        return true;
    }

    private void Dismiss(FollowedTask task)
    {
        JsonLines.Append(folder.Answers(task.Submission, task.Number), [new TaskAnswer(null)]);
        task.Answers++;
        task.HasLeft = true;
    }

    private (FollowedTask Task, int Number)? Read(string path)
    {
        int[] parts = [.. Path.GetFileName(path).Split('.')
            .Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        return parts.Length == 3 && trials.FindTask(parts[0], parts[1]) is FollowedTask task ? (task, parts[2]) : null;
    }
}
