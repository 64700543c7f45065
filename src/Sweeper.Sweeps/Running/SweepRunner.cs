using System.Collections.Immutable;
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
    /// <summary>
    /// The trials that are still to be trained, as indexes into the plan in the order in which they start: failed ones come last, so that
    /// what is wrong with them does not keep others from being trained.
    /// </summary>
    public static ImmutableArray<int> Left(SweepPlan plan, ISweepJournal journal) =>
    [
        .. Enumerable.Range(0, plan.Trials.Length)
            .Where(i => plan.IsLeft(i, journal.InitialStates[i], journal.InitialAttempts[i]))
            .OrderBy(i => journal.InitialStates[i] == TrialState.Failed),
    ];

    /// <summary>Trains what is left and records how the sweep ended.</summary>
    /// <param name="plan">The trials.</param>
    /// <param name="journal">Where they are recorded; opened with the same plan.</param>
    /// <param name="parallel">Trials at once; at least 1. It has no influence on any result.</param>
    /// <param name="stop">When cancelled, running trials stop after their epoch and no further one starts.</param>
    /// <param name="history">What earlier runs of the sweep came to; null for none.</param>
    /// <exception cref="SweeperException">The journal could not be written.</exception>
    public SweepResult Run(
        SweepPlan plan, ISweepJournal journal, int parallel, CancellationToken stop, SweepHistory? history = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallel, 1);

        var standings = new TrialStandings(plan, journal);
        ImmutableArray<int> left = Left(plan, journal);
        if (left.Length == 0)
            return new SweepResult(standings.States, null);

        var run = new SweepRun(
            plan,
            journal,
            standings,
            new LimitWatch(plan.Limits, plan.Objective, history ?? SweepHistory.None, time),
            new FailureStreak(plan.Failures.MaximumInARow),
            stop)
        {
            Pruning = plan.Pruner is IPruner pruner
                ? new SweepPruning(pruner, plan.Objective, journal.InitialPruning, left.Select(i => plan.Trials[i].Number))
                : null,
        };
        TrainAll(run, left, Math.Min(parallel, left.Length));
        SweepResult result = run.Conclude();
        End(plan, journal, result);
        return result;
    }

    private static void End(SweepPlan plan, ISweepJournal journal, SweepResult result)
    {
        if (result.FailuresReached is string failures)
            journal.EndSweep(SweepState.Interrupted, failures);
        else if (result.LeftCount > 0 && result.LimitReached is null)
            journal.EndSweep(SweepState.Interrupted, "it was asked to stop");
        else
            journal.EndSweep(SweepState.Completed, result.LimitReached?.Sentence ?? AllEnded(plan));
    }

    private static string AllEnded(SweepPlan plan) =>
        plan.IsCapped ? "every trial that run_cap allows has ended" : "every trial has ended";

    private void TrainAll(SweepRun run, ImmutableArray<int> left, int parallel)
    {
        int next = -1;
        ExceptionDispatchInfo? failure = null;
        Thread[] threads = [.. Enumerable.Range(1, parallel).Select(i => new Thread(Work) { Name = $"trial thread {i}" })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        failure?.Throw();

        void Work()
        {
            try
            {
                while (Volatile.Read(ref failure) is null && run.MayGoOn)
                {
                    int taken = Interlocked.Increment(ref next);
                    if (taken >= left.Length)
                        return;
                    int index = left[taken];
                    TrialOutcome outcome = Train(run, run.Plan.Trials[index]);
                    run.Standings.Ended(index, outcome.State);
                    run.Watch.TrialEnded(outcome);
                }
            }
            catch (Exception e)
            {
                // Every thread sees a broken journal; the first report of it is the one that matters.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
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

    private (TrialResult Result, TrialState State, string Reason) Attempt(Trial trial, TrialMonitor monitor, FailureStreak streak)
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
