using System.Runtime.ExceptionServices;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>
/// Trains the trials of a sweep that are left to train, several at once, each on a thread of its own. A trial that fails is
/// recorded as failed and the others go on; a journal that fails ends the sweep.
/// </summary>
public sealed class SweepRunner(ITrialRunner trialRunner, ISweepObserver observer, TimeProvider time)
{
    /// <summary>Whether a trial in this state is still to be trained: waiting ones, and another attempt at failed and interrupted ones.</summary>
    public static bool IsLeft(TrialState state) => !state.IsDone();

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

        TrialState[] states = [.. journal.InitialStates];
        int[] left = [.. Enumerable.Range(0, states.Length).Where(i => IsLeft(states[i]))];
        if (left.Length == 0)
            return new SweepResult([.. states], null);

        var watch = new LimitWatch(plan.Limits, plan.Objective, history ?? SweepHistory.None, time);
        TrainAll(plan, journal, states, left, Math.Min(parallel, left.Length), watch, stop);
        bool isLeft = states.Any(s => s is TrialState.Waiting or TrialState.Interrupted);
        string? limit = isLeft && !stop.IsCancellationRequested ? watch.Reached : null;
        if (isLeft && limit is null)
            journal.EndSweep(SweepState.Interrupted, "it was asked to stop");
        else
            journal.EndSweep(SweepState.Completed, limit ?? "every trial has ended");
        return new SweepResult([.. states], limit);
    }

    private void TrainAll(
        SweepPlan plan, ISweepJournal journal, TrialState[] states, int[] left, int parallel, LimitWatch watch, CancellationToken stop)
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
                while (!stop.IsCancellationRequested && Volatile.Read(ref failure) is null && !watch.IsReached())
                {
                    int taken = Interlocked.Increment(ref next);
                    if (taken >= left.Length)
                        return;
                    int index = left[taken];
                    TrialOutcome outcome = Train(plan, plan.Trials[index], journal, stop);
                    states[index] = outcome.State;
                    watch.TrialEnded(outcome);
                }
            }
            catch (Exception e)
            {
                // Every thread sees a broken journal; the first report of it is the one that matters.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }

    private TrialOutcome Train(SweepPlan plan, Trial trial, ISweepJournal journal, CancellationToken stop)
    {
        long started = time.GetTimestamp();
        journal.StartTrial(trial);
        observer.TrialStarted(trial);

        var tracker = new EpochTracker(plan.Objective, plan.EarlyStopping);
        var monitor = new TrialMonitor(trial, tracker, journal, observer, stop);
        (TrialResult result, TrialState state, string reason) = Attempt(trial, monitor);
        var outcome = new TrialOutcome
        {
            State = state,
            Reason = reason,
            LastEpoch = tracker.LastEpoch,
            BestEpoch = tracker.BestEpoch,
            Objective = tracker.Objective,
            DurationSeconds = Math.Max(0, time.GetElapsedTime(started).TotalSeconds),
        };
        journal.EndTrial(trial, outcome, result);
        observer.TrialEnded(trial, outcome);
        return outcome;
    }

    private (TrialResult Result, TrialState State, string Reason) Attempt(Trial trial, TrialMonitor monitor)
    {
        try
        {
            TrialResult result = trialRunner.Run(trial, monitor);
            return monitor.End is { StopState: TrialState state, StopReason: string reason }
                ? (result, state, reason)
                : (result, TrialState.Completed, "trained to its last epoch");
        }
        catch (SweeperException e) when (monitor.JournalFailure is null)
        {
            return (new TrialResult(), TrialState.Failed, e.Message);
        }
        catch (Exception e) when (monitor.JournalFailure is null)
        {
            return (new TrialResult(), TrialState.Failed, $"{e.GetType().Name}: {e.Message}");
        }
    }
}
