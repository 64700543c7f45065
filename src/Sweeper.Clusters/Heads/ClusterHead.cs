using Sweeper.Clusters.Files;
using Sweeper.Clusters.Slurm;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;

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
    ClusterFolder folder,
    ClusterSweep sweep,
    ClusterOptions options,
    SlurmCluster? cluster,
    TimeProvider time,
    Action<string> say)
{
    private static readonly TimeSpan MarkPace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

    // A pass takes at most such a part of the time; but what is written just after it was looked at is there after the rest of
    // the pass, the pause and the next pass.
    private const int PauseFactor = 12;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(1500);

    private readonly TrialsUnderWay _trials = new(folder, time);
    private readonly QueueWatch _queue = new(folder, sweep, options, time);
    private long? _markedAt;
    private int _marks;
    private string? _said;
    private bool _hasCancelled;
    private bool _hasAsked;

    /// <summary>Works until nothing is left, or the run is asked to stop, which leaves the tasks alone.</summary>
    /// <exception cref="SweeperException">
    /// Slurm refuses the tasks, or they can never run; or the folder cannot be written.
    /// </exception>
    public void Run(TrialDesk desk)
    {
        try
        {
            Work(desk);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw folder.Failure(e);
        }
    }

    private void Work(TrialDesk desk)
    {
        folder.Create();
        File.Delete(folder.StopMark);
        _trials.Recover();
        bool isCarriedOn = _trials.HasTasks;
        ITrialSupply supply = MakeSupply(desk);
        var reading = new ShardReading(_trials, new ShardMerge(folder, desk), time);
        var lost = new LostTrials(_trials, folder, options);
        while (true)
        {
            // Who leaves stops no task, so what may not go on is asked first.
            bool mayGoOn = desk.MayGoOn && !File.Exists(folder.StopMark);
            if (desk.Stop.IsCancellationRequested && desk.StoppedBy is null)
                return;
            long started = time.GetTimestamp();
            if (desk.StoppedBy is not null)
                Cancel();
            Mark();
            if (supply.Supply(desk, mayGoOn))
                _queue.Hurry();
            ReadingProgress progress = reading.Read(desk);
            bool isSubmitted = options.IsDetached && (_hasAsked || !isCarriedOn);
            if (cluster is null || isSubmitted || IsOver(desk, supply, mayGoOn))
                break;
            Watch(desk, lost, progress, mayGoOn);
            Pause(desk, progress, time.GetElapsedTime(started));
        }

        if (_trials.Count > 0 || cluster is null || options.IsDetached)
            return;

        // Who still asks for a trial leaves.
        File.WriteAllText(folder.StopMark, "");
        _queue.CancelLeft();
    }

    private ITrialSupply MakeSupply(TrialDesk desk)
    {
        TaskSubmission? submission =
            cluster is null || options.IsToStop ? null : new TaskSubmission(folder, sweep, options, cluster);
        return submission is not null && desk.Plan.Growth is not null
            ? new AskingTasks(_trials, submission, options, folder)
            : new TrialArrays(_trials, submission, submission is null ? int.MaxValue : cluster!.MaxJobCount / 10 * 8, folder);
    }

    private bool IsOver(TrialDesk desk, ITrialSupply supply, bool mayGoOn) => _trials.Count == 0
        && (options.IsToStop ? desk.StoppedBy is not null : supply.IsUsedUp || desk.LeftCount == 0 || !mayGoOn);

    // Somebody asked for it: first the mark, which tasks look for, then Slurm.
    private void Cancel()
    {
        if (_hasCancelled)
            return;
        _hasCancelled = true;
        File.WriteAllText(folder.StopMark, "");
        if (cluster is not null)
            SlurmCluster.Cancel(sweep.JobNames(folder));
        _queue.AskAnew();
    }

    private void Mark()
    {
        if (_markedAt is long at && time.GetElapsedTime(at) < MarkPace)
            return;
        _markedAt = time.GetTimestamp();
        File.WriteAllText(
            folder.HeadMark, FormattableString.Invariant($"{Environment.MachineName} {Environment.ProcessId} {++_marks}\n"));
    }

    private void Watch(TrialDesk desk, LostTrials lost, ReadingProgress progress, bool mayGoOn)
    {
        if (progress.HasFlag(ReadingProgress.Turns))
            _queue.Hurry();
        if (!mayGoOn && !_hasCancelled && !options.IsToStop)
        {
            _hasCancelled = true;
            SlurmCluster.CancelWaiting(sweep.JobNames(folder));
            _queue.AskAnew();
        }

        if (_queue.Look(() => _trials.Tasks) is not { } tasks)
            return;
        _hasAsked = true;
        Say(_queue.Describe(tasks));
        foreach (FollowedTrial followed in _trials.All.Where(f => !f.WaitsForTask))
        {
            if (WhyOver(followed) is string reason && !_trials.BeginNext(followed))
                lost.Decide(desk, followed, followed.Interruption ?? ShardMerge.Lost(reason), mayGoOn && !options.IsToStop);
        }
    }

    // Why no more is to be expected of the attempt at a trial; null where more may come, or nobody knows.
    private string? WhyOver(FollowedTrial followed)
    {
        if (followed.Interruption is { } interruption)
        {
            // A task that Slurm puts back into its queue takes the next attempt itself.
            return followed.Row is { IsAlive: true } && followed.ToldToStop is null ? null : interruption.Reason;
        }

        bool isLeftOut = _hasCancelled && !followed.HasBegun && followed.Row is null or { IsAlive: false };
        return isLeftOut ? "it was not to start any more" : _queue.WhyOver(followed);
    }

    private static void Pause(TrialDesk desk, ReadingProgress progress, TimeSpan pass)
    {
        bool isAwaited = progress != ReadingProgress.Nothing || desk.Plan.Pruner is not null || desk.Plan.Growth is not null;
        TimeSpan least = isAwaited ? ShortPause : LongPause, most = LongestDelay - (2 * pass), pause = pass * PauseFactor;
        pause = pause > most ? most : pause;
        pause = pause < least ? least : pause;
        if (desk.StoppedBy is not null)
            Thread.Sleep(pause);
        else
            desk.Stop.WaitHandle.WaitOne(pause);
    }

    private void Say(string text)
    {
        if (text == _said)
            return;
        _said = text;
        say(text);
    }
}
