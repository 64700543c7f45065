using System.Collections.Immutable;
using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>
/// The trials that were given to tasks and have not come to their ends, and the tasks, as the shared folder tells of both: what
/// a run that was killed left is found again. For one thread.
/// </summary>
internal sealed class TrialsUnderWay(ClusterFolder folder, TimeProvider time)
{
    private readonly Dictionary<int, FollowedTrial> _followed = [];
    private readonly Dictionary<int, (AttemptKey Key, FollowedTask Task)> _given = [];
    private readonly Dictionary<(int Submission, int Task), FollowedTask> _tasks = [];
    private readonly HashSet<AttemptKey> _begun = [];
    private readonly Dictionary<int, int> _lastAttempts = [];

    public int Count => _followed.Count;

    /// <summary>They themselves; may be changed while it is walked through.</summary>
    public FollowedTrial[] All => [.. _followed.Values];

    /// <summary>Those whose attempt is over, which are to have another one.</summary>
    public Queue<FollowedTrial> Again { get; } = [];

    /// <summary>The tasks that ask for their trials.</summary>
    public IEnumerable<FollowedTask> AskingTasks => _tasks.Values.Where(t => t.Asks);

    /// <summary>The tasks that are worth asking Slurm about.</summary>
    public FollowedTask[] Tasks =>
    [
        .. _followed.Values.Where(f => !f.WaitsForTask).Select(f => f.Task).Concat(AskingTasks.Where(t => t.IsLive)).Distinct(),
    ];

    /// <summary>Whether anything was ever submitted.</summary>
    public bool HasTasks => _tasks.Count > 0;

    /// <summary>Takes up what earlier runs submitted: the last attempt at each trial.</summary>
    public void Recover()
    {
        foreach (Submission submission in SubmissionFiles.ReadAll(folder))
        {
            foreach ((int task, ImmutableArray<AttemptKey> keys) in submission.Tasks.Index())
            {
                foreach (AttemptKey key in keys)
                    _given[key.Trial] = (key, TaskOf(submission.Number, task, asks: false));
            }

            for (int task = 0; task < submission.Asking; task++)
                RecoverAnswers(TaskOf(submission.Number, task, asks: true));
        }

        FindShards();
    }

    /// <summary>The task of a submission; null where it is not known.</summary>
    public FollowedTask? FindTask(int submission, int task) => _tasks.GetValueOrDefault((submission, task));

    /// <summary>Takes up a task that was just submitted.</summary>
    public FollowedTask AddTask(int submission, int number, bool asks)
    {
        FollowedTask task = TaskOf(submission, number, asks);
        task.WasAlive = true;
        return task;
    }

    /// <summary>The attempt that comes after those that were made.</summary>
    public AttemptKey NextAttempt(Trial trial) => new(trial.Number, _lastAttempts.GetValueOrDefault(trial.Number) + 1);

    /// <summary>Whether a trial that was given away is still followed.</summary>
    public bool Has(FollowedTrial trial) => _followed.GetValueOrDefault(trial.Trial.Number) == trial;

    /// <summary>A trial was given to a task.</summary>
    public void Give(Trial trial, AttemptKey key, FollowedTask task)
    {
        _lastAttempts[key.Trial] = key.Attempt;
        if (_followed.TryGetValue(key.Trial, out FollowedTrial? known))
            known.GiveTo(task, key);
        else
            _followed.Add(key.Trial, known = new FollowedTrial(trial, key, task));
        known.WroteAt = time.GetTimestamp();
        task.Trial = known;
    }

    /// <summary>
    /// Takes up a trial that an earlier run gave away: it waits, runs or has ended meanwhile.
    /// </summary>
    /// <param name="trial">The trial.</param>
    /// <param name="state">As it is recorded.</param>
    /// <returns>Whether there is one; where not, it is to be given away now.</returns>
    public bool TakeUp(Trial trial, TrialState state)
    {
        if (!_given.TryGetValue(trial.Number, out (AttemptKey Key, FollowedTask Task) known))
            return false;
        int last = Math.Max(_lastAttempts.GetValueOrDefault(trial.Number), known.Key.Attempt);
        _lastAttempts[trial.Number] = last;

        // What failed is recorded, and gets another attempt.
        int first = 1;
        for (int attempt = 1; attempt <= last; attempt++)
        {
            bool isRecorded = attempt < last || state == TrialState.Failed;
            if (isRecorded && ShardMerge.HasEnded(folder, new AttemptKey(trial.Number, attempt)))
                first = attempt + 1;
        }

        if (first > last)
            return false;
        var followed = new FollowedTrial(trial, known.Key with { Attempt = first },
            known.Task) { WroteAt = time.GetTimestamp() };
        _followed.Add(trial.Number, followed);
        known.Task.Trial = followed;
        return true;
    }

    public void Remove(FollowedTrial trial) => _followed.Remove(trial.Trial.Number);

    /// <summary>Goes to the next attempt at a trial that has begun.</summary>
    /// <returns>Whether there is one.</returns>
    public bool BeginNext(FollowedTrial followed)
    {
        int last = _lastAttempts.GetValueOrDefault(followed.Trial.Number);
        for (int attempt = followed.HasBegun ? followed.Key.Attempt + 1 : followed.Key.Attempt; attempt <= last; attempt++)
        {
            var key = new AttemptKey(followed.Trial.Number, attempt);
            if (!_begun.Contains(key))
                continue;
            if (followed is { HasBegun: true, Task.WasAlive: true, Epochs: 0 })
                followed.Fruitless++;
            followed.Begin(folder, key);
            return true;
        }

        return false;
    }

    /// <summary>Sees which attempts have begun.</summary>
    public void FindShards()
    {
        foreach (AttemptKey key in folder.Attempts())
        {
            // A task that Slurm started again took the next attempt itself.
            if (_begun.Add(key))
                _lastAttempts[key.Trial] = Math.Max(_lastAttempts.GetValueOrDefault(key.Trial), key.Attempt);
        }
    }

    private void RecoverAnswers(FollowedTask task)
    {
        foreach (TaskAnswer answer in JsonLines.Read<TaskAnswer>(folder.Answers(task.Submission, task.Number)))
        {
            task.Answers++;
            if (answer.Attempt is AttemptKey key)
                _given[key.Trial] = (key, task);
            else
                task.HasLeft = true;
        }
    }

    private FollowedTask TaskOf(int submission, int number, bool asks)
    {
        if (!_tasks.TryGetValue((submission, number), out FollowedTask? task))
            _tasks.Add((submission, number), task = new FollowedTask(submission, number, asks) { SeenAt = time.GetTimestamp() });
        return task;
    }
}
