using System.Collections.Immutable;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Slurm;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>
/// The run of a sweep whose trials train on a cluster: it submits them, reads what they report, and sees to those that are lost.
/// It may be killed at any moment: the next one finds all in the folder. For one thread.
/// </summary>
/// <param name="folder">What it shares with the tasks.</param>
/// <param name="sweep">What tasks know of the sweep.</param>
/// <param name="options">How.</param>
/// <param name="cluster">The cluster; null to bring together what there is, and no more.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Takes a line for people, with its full stop.</param>
public sealed class ClusterHead(
    ClusterFolder folder, ClusterSweep sweep, ClusterOptions options, SlurmCluster? cluster, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan MarkPace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, FollowedTrial> _followed = [];
    private readonly List<FollowedTrial> _again = [];
    private readonly HashSet<string> _shards = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _lastAttempts = [];
    private readonly QueueWatch _queue = new(folder, sweep, options, time);
    private Dictionary<int, (AttemptKey Key, int Submission, int Task)> _submitted = [];
    private long? _markedAt;
    private int _marks;
    private bool _isUsedUp;
    private string? _said;
    private bool _hasCancelled;
    private int _taken;

    /// <summary>Works until nothing is left, or the run is asked to stop, which leaves the tasks alone.</summary>
    /// <exception cref="SweeperException">Slurm refuses the tasks, or they can never run.</exception>
    public void Run(TrialDesk desk)
    {
        folder.Create();
        File.Delete(folder.StopMark);
        var merge = new ShardMerge(folder, desk);
        Recover();
        TaskSubmission? submission = cluster is null ? null : new TaskSubmission(folder, sweep, options, cluster);
        while (!desk.Stop.IsCancellationRequested || desk.StoppedBy is not null)
        {
            if (desk.StoppedBy is not null)
                Cancel();
            Mark();
            Fill(desk, submission);
            bool hasMoved = Follow(desk, merge);
            if (cluster is null || options.IsDetached || (_followed.Count == 0 && _again.Count == 0 && (_isUsedUp || !MayGoOn(desk))))
                break;
            Watch(desk, hasMoved);
            bool isAwaited = hasMoved || desk.Plan.Pruner is not null || desk.Plan.Growth is not null;
            TimeSpan pause = isAwaited ? ShortPause : LongPause;
            if (desk.StoppedBy is not null)
                Thread.Sleep(pause);
            else
                desk.Stop.WaitHandle.WaitOne(pause);
        }

        if (_followed.Count == 0 && cluster is not null && !options.IsDetached)
            _queue.CancelLeft();
    }

    // Somebody asked for it: first the mark, which tasks look for, then Slurm.
    private void Cancel()
    {
        if (_hasCancelled)
            return;
        _hasCancelled = true;
        File.WriteAllText(folder.StopMark, "");
        if (cluster is not null)
            SlurmCluster.Cancel(SubmissionFiles.ReadAll(folder).Select(s => sweep.JobName(s.Number)));
    }

    private bool MayGoOn(TrialDesk desk) => desk.MayGoOn && !File.Exists(folder.StopMark);

    // What earlier runs submitted: the last attempt at each trial.
    private void Recover()
    {
        _submitted = [];
        foreach (Submission submission in SubmissionFiles.ReadAll(folder))
        {
            foreach ((int task, ImmutableArray<AttemptKey> keys) in submission.Tasks.Index())
            {
                foreach (AttemptKey key in keys)
                    _submitted[key.Trial] = (key, submission.Number, task);
            }
        }

        FindShards();
    }

    private void Mark()
    {
        if (_markedAt is long at && time.GetElapsedTime(at) < MarkPace)
            return;
        _markedAt = time.GetTimestamp();
        File.WriteAllText(
            folder.HeadMark, FormattableString.Invariant($"{Environment.MachineName} {Environment.ProcessId} {++_marks}\n"));
    }

    private void Fill(TrialDesk desk, TaskSubmission? submission)
    {
        var batch = new List<(Trial Trial, AttemptKey Key)>();
        foreach (FollowedTrial again in _again)
            batch.Add((again.Trial, new AttemptKey(again.Trial.Number, _lastAttempts[again.Trial.Number] + 1)));
        _again.Clear();
        int most = desk.Plan.Growth is not null ? options.MostProposed : (cluster?.MaxJobCount ?? int.MaxValue) / 10 * 8;
        bool isWorthIt = desk.Plan.Growth is not null || _followed.Count <= most / 2;
        while (isWorthIt && !_isUsedUp && _followed.Count + batch.Count < most && MayGoOn(desk))
        {
            // Without a cluster nothing new is proposed.
            if (cluster is null && ++_taken > desk.RecordedLeft)
                _isUsedUp = true;
            else if (desk.Take(out bool isLater) is not Trial trial)
            {
                _isUsedUp = !isLater;
                break;
            }
            else if (Find(desk, trial) is FollowedTrial known)
                _followed.Add(trial.Number, known);
            else if (submission is not null)
                batch.Add((trial, new AttemptKey(trial.Number, _lastAttempts.GetValueOrDefault(trial.Number) + 1)));
        }

        Dictionary<int, Trial> trials = batch.ToDictionary(b => b.Trial.Number, b => b.Trial);
        submission?.Submit(batch, (key, number, task) =>
        {
            _lastAttempts[key.Trial] = key.Attempt;
            File.Delete(folder.Decisions(key.Trial));
            if (_followed.TryGetValue(key.Trial, out FollowedTrial? known))
                known.Submitted(key, number, task);
            else
                _followed.Add(key.Trial, known = new FollowedTrial(trials[key.Trial], key, number, task));
            (known.SeenAt, known.WasAlive) = (time.GetTimestamp(), true);
        });
        if (batch.Count > 0)
            _queue.Hurry();
    }

    // A trial that an earlier run submitted: it waits, runs or has ended meanwhile. Null where it is to be submitted now.
    private FollowedTrial? Find(TrialDesk desk, Trial trial)
    {
        if (!_submitted.TryGetValue(trial.Number, out (AttemptKey Key, int Submission, int Task) known))
            return null;
        int last = Math.Max(_lastAttempts.GetValueOrDefault(trial.Number), known.Key.Attempt);
        _lastAttempts[trial.Number] = last;

        // What failed is recorded, and gets another attempt.
        int first = 1;
        for (int attempt = 1; attempt <= last; attempt++)
        {
            bool isRecorded = attempt < last || desk.StateOf(trial) == TrialState.Failed;
            if (isRecorded && ShardMerge.HasEnded(folder, new AttemptKey(trial.Number, attempt)))
                first = attempt + 1;
        }

        return first > last
            ? null
            : new FollowedTrial(trial, known.Key with { Attempt = first }, known.Submission, known.Task) { SeenAt = time.GetTimestamp() };
    }

    private bool Follow(TrialDesk desk, ShardMerge merge)
    {
        FindShards();
        bool hasMoved = false;
        foreach (FollowedTrial followed in _followed.Values.ToArray())
        {
            // Attempts are read in their order, each to its end: what the next one reports comes after it.
            do
            {
                hasMoved |= Read(followed, merge);
            }
            while (_followed.ContainsKey(followed.Trial.Number) && BeginNext(followed));
            if (desk.IsOverTime && followed.ResumesByItself)
                merge.Stop(followed, (TrialState.Interrupted, "max_duration is over"));
            else if (followed.HasBegun && desk.EndOf(followed.Trial) is { } end)
                merge.Stop(followed, end);
        }

        return hasMoved;
    }

    private bool Read(FollowedTrial followed, ShardMerge merge)
    {
        bool hasMoved = false;
        foreach (ShardRecord record in followed.Read())
        {
            hasMoved = true;
            followed.SeenAt = time.GetTimestamp();
            if (merge.Take(followed, record) is not TrialOutcome outcome)
                continue;
            followed.Interruption = outcome.State == TrialState.Interrupted ? outcome : null;
            if (followed.Interruption is null)
                _followed.Remove(followed.Trial.Number);
            _queue.Hurry();
        }

        // What it goes on to write cannot be trusted; the next attempt has what stood before.
        if (followed.Damage is string damage)
            followed.Interruption ??= ShardMerge.Lost(damage);
        return hasMoved;
    }

    private bool BeginNext(FollowedTrial followed)
    {
        int last = _lastAttempts.GetValueOrDefault(followed.Trial.Number);
        for (int attempt = followed.HasBegun ? followed.Key.Attempt + 1 : followed.Key.Attempt; attempt <= last; attempt++)
        {
            var key = new AttemptKey(followed.Trial.Number, attempt);
            if (!_shards.Contains(Path.GetFileName(folder.Shard(key.Trial, key.Attempt))))
                continue;
            if (followed is { HasBegun: true, WasAlive: true, Epochs: 0 })
                followed.Fruitless++;
            followed.Begin(folder, key);
            return true;
        }

        return false;
    }

    private void FindShards()
    {
        foreach (string path in Directory.EnumerateFiles(folder.Shards))
        {
            string name = Path.GetFileName(path);
            if (!_shards.Add(name))
                continue;

            // A task that Slurm started again took the next attempt itself.
            if (name.Split('.') is [var number, var attempt, _] && int.TryParse(number, out int trial) && int.TryParse(
                attempt, out int taken))
                _lastAttempts[trial] = Math.Max(_lastAttempts.GetValueOrDefault(trial), taken);
        }
    }

    private void Watch(TrialDesk desk, bool hasMoved)
    {
        if (hasMoved)
            _queue.Hurry();
        if (!MayGoOn(desk) && !_hasCancelled)
        {
            _hasCancelled = true;
            SlurmCluster.CancelWaiting(SubmissionFiles.ReadAll(folder).Select(s => sweep.JobName(s.Number)));
        }

        if (!_queue.Look(_followed.Values))
            return;
        Say(_queue.Describe(_followed.Values));
        foreach (FollowedTrial followed in _followed.Values.ToArray())
        {
            bool isLeftOut = _hasCancelled && !followed.HasBegun && followed.Row is null or { IsAlive: false };
            string? reason = followed.Interruption?.Reason ?? (isLeftOut ? "it was not to start any more" : _queue.WhyOver(followed));
            if (reason is null || (followed.Row is { IsAlive: true } && followed.Interruption is not null) || BeginNext(followed))
                continue;
            Decide(desk, followed, followed.Interruption ?? ShardMerge.Lost(reason));
        }
    }

    /// <summary>Sees to a trial whose attempt is over, and was not its last.</summary>
    private void Decide(TrialDesk desk, FollowedTrial followed, TrialOutcome outcome)
    {
        // A task of several trials that ended before this one's turn says nothing of it.
        // Nor does one that ended while no run was there.
        bool isItsOwn = followed.WasAlive && (followed.HasBegun || options.Settings.TrialsPerTask == 1
            || !File.Exists(folder.Mark(followed.Submission, followed.Task)));
        followed.Losses += isItsOwn && followed.Interruption is null ? 1 : 0;
        followed.Fruitless += isItsOwn && followed.Epochs == 0 ? 1 : 0;
        if (followed is { WasAlive: true, Row.IsCancelled: true } || !MayGoOn(desk) || followed.ToldToStop is not null)
        {
            Close(
                desk,
                followed,
                followed.ToldToStop is var (state, why) ? outcome with { State = state, Reason = why } : outcome);
            return;
        }

        if (followed.Fruitless > 1 || followed.Losses > options.Retries)
        {
            Close(desk, followed, ShardMerge.Lost(Hopeless(followed, outcome.Reason), TrialState.Failed));
            return;
        }

        if (followed.IsRunning)
            desk.Interrupted(followed.Trial, outcome);
        followed.IsRunning = false;
        desk.Note(
            followed.Trial, FormattableString.Invariant($"attempt {_lastAttempts[followed.Trial.Number]} is over: {outcome.Reason}; it is submitted again"));
        _again.Add(followed);
    }

    private void Close(TrialDesk desk, FollowedTrial followed, TrialOutcome outcome)
    {
        _followed.Remove(followed.Trial.Number);
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

    private void Say(string text)
    {
        if (text == _said)
            return;
        _said = text;
        say(text);
    }
}
