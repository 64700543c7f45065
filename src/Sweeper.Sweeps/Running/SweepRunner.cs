using System.Globalization;
using System.Runtime.ExceptionServices;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>
/// Trains the trials of a sweep that are left to train, several at once, each on a thread of its own. A trial that fails is
/// recorded as failed and the others go on; a journal that fails ends the sweep.
/// </summary>
public sealed class SweepRunner(ITrialRunner trialRunner, ISweepObserver observer, TimeProvider time)
{
    /// <summary>How many trials may start, at least 1; null for as many as there are.</summary>
    public int? MostTrials { get; init; }

    /// <summary>How many trials are still to be trained; null when there is no telling how many.</summary>
    public static int? Left(SweepPlan plan, ISweepJournal journal) => new TrialStandings(plan, journal).LeftCount;

    /// <summary>Trains what is left and records how the sweep ended.</summary>
    /// <param name="plan">The trials.</param>
    /// <param name="journal">Where they are recorded; opened with the same plan.</param>
    /// <param name="parallel">Trials at once; at least 1. It has no influence on the result of any trial.</param>
    /// <param name="stop">When cancelled, running trials stop after their epoch and no further one starts.</param>
    /// <param name="history">What earlier runs of the sweep came to; null for none.</param>
    /// <exception cref="SweeperException">The journal could not be written.</exception>
    public SweepResult Run(
        SweepPlan plan, ISweepJournal journal, int parallel, CancellationToken stop, SweepHistory? history = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallel, 1);
        return Run(
            plan,
            journal,
            history,
            (run, left) => TrainAll(run, Math.Min(parallel, Math.Min(left ?? parallel, MostTrials ?? parallel))),
            stop);
    }

    /// <summary>Has what is left trained elsewhere, and records how the sweep ended.</summary>
    /// <param name="plan">The trials.</param>
    /// <param name="journal">Where they are recorded; opened with the same plan.</param>
    /// <param name="elsewhere">Has them trained, and says at the desk what becomes of them. For one thread.</param>
    /// <param name="stop">When cancelled, it is to return soon.</param>
    /// <param name="history">What earlier runs of the sweep came to; null for none.</param>
    /// <exception cref="SweeperException">The journal could not be written.</exception>
    public SweepResult RunElsewhere(
        SweepPlan plan, ISweepJournal journal, Action<TrialDesk> elsewhere, CancellationToken stop,
        SweepHistory? history = null) =>
        Run(plan, journal, history, (run, _) => Watched(run, () => elsewhere(new TrialDesk(run, observer))), stop);

    /// <summary>Trains one trial of a sweep that is recorded elsewhere.</summary>
    /// <param name="plan">Says by what the trial is judged; with nothing that looks at other trials, but for its pruner.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="journal">Takes what happens in it.</param>
    /// <param name="stop">When cancelled, it stops after its epoch.</param>
    public TrialOutcome RunOne(SweepPlan plan, Trial trial, ISweepJournal journal, CancellationToken stop)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        return Train(
            Begin(plan, journal, new TrialStandings(plan, journal), stopping, SweepHistory.None, [trial.Number]), trial);
    }

    private SweepResult Run(
        SweepPlan plan, ISweepJournal journal, SweepHistory? history, Action<SweepRun, int?> train, CancellationToken stop)
    {
        var standings = new TrialStandings(plan, journal);
        int? left = standings.LeftCount;
        if (left == 0)
        {
            var ended = new SweepResult(standings.States, null) { Rounds = standings.Rounds };

            // Its process was killed after the last trial: it was opened as a sweep that may go on.
            if (plan.TrialCount is null)
                End(plan, journal, ended);
            return ended;
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        SweepRun run = Begin(plan, journal, standings, stopping, history ?? SweepHistory.None, standings.Left);
        train(run, left);
        SweepResult result = run.Conclude();
        End(plan, journal, result);
        return result;
    }

    private SweepRun Begin(
        SweepPlan plan,
        ISweepJournal journal,
        TrialStandings standings,
        CancellationTokenSource stopping,
        SweepHistory history,
        IEnumerable<int> left) =>
        new(
            plan,
            journal,
            standings,
            new LimitWatch(plan.Limits, plan.Objective, history, time),
            new FailureStreak(plan.Failures.MaximumInARow),
            stopping.Token)
        {
            MostTrials = MostTrials,
            Requests = new RequestDesk(standings, stopping),
            Pruning = plan.Pruner is IPruner pruner
                ? new SweepPruning(pruner, plan.Objective, journal.InitialPruning, left)
                : null,
        };

    private static void End(SweepPlan plan, ISweepJournal journal, SweepResult result)
    {
        if (result.FailuresReached is string failures)
            journal.EndSweep(SweepState.Interrupted, failures);
        else if (result.CountReached is int count)
            journal.EndSweep(
                SweepState.Interrupted,
                FormattableString.Invariant($"the number of trials it was asked for has ended: {count}"));
        else if (result is { LeftCount: not 0, LimitReached: null })
            journal.EndSweep(SweepState.Interrupted, WhyStopped(result));
        else
            journal.EndSweep(SweepState.Completed, result.LimitReached?.Sentence ?? AllEnded(plan, result));
    }

    private static string WhyStopped(SweepResult result) => (result.StoppedBy, result.StoppedCount) switch
    {
        (string who, _) => $"{who} asked it to stop",
        (null, > 0) => $"trials were asked to stop: {result.StoppedCount.ToString(CultureInfo.InvariantCulture)}",
        _ => "it was asked to stop",
    };

    private static string AllEnded(SweepPlan plan, SweepResult result) => result.Rounds ?? (result.IsUsedUp
        ? "every cell of the space has been tried"
        : plan.IsCapped ? "every trial that run_cap allows has ended" : SweepStates.AllEnded);

    private static void Watched(SweepRun run, Action work)
    {
        using var ended = new ManualResetEventSlim();
        ExceptionDispatchInfo? failure = null;
        var watch = new Thread(() =>
        {
            try
            {
                run.Requests.Watch(run.Journal, ended);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            Name = "request watch",
        };
        watch.Start();
        try
        {
            work();
        }
        finally
        {
            ended.Set();
            watch.Join();
        }

        failure?.Throw();
    }

    private void TrainAll(SweepRun run, int parallel)
    {
        ExceptionDispatchInfo? failure = null;
        Thread[] threads = [.. Enumerable.Range(1, parallel).Select(i => new Thread(Work) { Name = $"trial thread {i}" })];
        using var ended = new ManualResetEventSlim();
        var watch = new Thread(() => Guarded(() => run.Requests.Watch(run.Journal, ended))) { Name = "request watch" };
        watch.Start();
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        ended.Set();
        watch.Join();
        failure?.Throw();

        void Work() => Guarded(() =>
        {
            while (Volatile.Read(ref failure) is null && run.MayGoOn && run.Take() is Trial trial)
                run.TrialEnded(trial, Train(run, trial));
        });

        void Guarded(Action work)
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                // Every thread sees a broken journal; the first report of it is the one that matters.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                run.Standings.Abandon();
            }
        }
    }

    private TrialOutcome Train(SweepRun run, Trial trial)
    {
        long started = time.GetTimestamp();
        EarlierAttempt earlier = run.Journal.StartTrial(trial, trialRunner.ResumesByItself);
        run.Pruning?.TrialStarted(trial.Number);
        observer.TrialStarted(trial);

        var tracker = new EpochTracker(run.Plan.Objective, run.Plan.EarlyStopping);
        var pace = new CheckpointPace(time, run.CheckpointCost);
        var monitor = new TrialMonitor(trial, earlier, tracker, run, observer, pace);
        (TrialResult result, TrialState state, string reason) = Attempt(trial, monitor, run.Streak);
        var outcome = new TrialOutcome
        {
            State = state,
            Reason = reason,
            LastEpoch = monitor.Reports?.LastEpoch ?? tracker.LastEpoch,
            BestEpoch = monitor.Reports is { } reports ? reports.BestEpoch : tracker.BestEpoch,
            Objective = monitor.Reports is { } reported ? reported.Objective : tracker.Objective,
            DurationSeconds = Math.Max(0, monitor.EarlierSeconds + time.GetElapsedTime(started).TotalSeconds),
        };
        run.Journal.EndTrial(trial, outcome, result);
        run.Pruning?.TrialEnded(trial.Number, outcome.State);
        observer.TrialEnded(trial, outcome);
        return outcome;
    }

    private (TrialResult Result, TrialState State, string Reason) Attempt(
        Trial trial, TrialMonitor monitor, FailureStreak streak)
    {
        try
        {
            TrialResult result = trialRunner.Run(trial, monitor);
            if (monitor.End is { StopState: TrialState state, StopReason: string reason })
            {
                streak.Broken();
                return (result, state, reason);
            }

            if (result is { IsFailure: true, Reason: string failure })
            {
                streak.Failed(failure);
                return (result, TrialState.Failed, failure);
            }

            streak.Broken();
            return monitor.Reports?.NotFinite is string notFinite
                ? (result, TrialState.Diverged, notFinite)
                : (result, TrialState.Completed, result.Reason ?? "trained to its last epoch");
        }
        catch (TrialRefusedException e)
        {
            return (new TrialResult(), TrialState.Failed, e.Message);
        }
        catch (Exception e) when (monitor.JournalFailure is null)
        {
            string reason = e is SweeperException ? e.Message : $"{e.GetType().Name}: {e.Message}";
            streak.Failed(reason);
            return (new TrialResult(), TrialState.Failed, reason);
        }
    }
}
