using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Pruners;

/// <summary>
/// Compares the trials of one sweep as they come to their rungs. What was decided in an earlier run stands: a trial that comes
/// to a rung again takes no second place there and meets the same decision. For several threads.
/// </summary>
public sealed class SweepPruning
{
    private readonly Lock _lock = new();
    private readonly IPruner _pruner;
    private readonly PrunerHistory _history;

    // Of the trials that are left, by rung; what was decided on those that are done is not asked for again.
    private readonly Dictionary<int, Dictionary<int, PrunerDecision>> _decisions = [];

    /// <param name="pruner">The rule.</param>
    /// <param name="objective">What is compared.</param>
    /// <param name="log">What earlier runs of the sweep came to.</param>
    /// <param name="left">The numbers of the recorded trials that are still to be trained.</param>
    public SweepPruning(IPruner pruner, Objective objective, PrunerLog log, IEnumerable<int> left)
    {
        _pruner = pruner;
        Objective = objective;
        _history = new PrunerHistory(objective.Goal, pruner.Peers);
        foreach (int trial in left)
            _decisions.Add(trial, []);
        foreach (PrunerDecision decision in log.Decisions)
        {
            _decisions.GetValueOrDefault(decision.Trial)?.Add(decision.Rung, decision);
            if (pruner.Peers == PrunerPeers.Arrived)
                _history.Arrive(decision.Trial, decision.Rung, decision.Value);
        }

        foreach (ObjectiveCurve curve in log.Completed)
            Complete(curve);
    }

    /// <summary>What is compared.</summary>
    public Objective Objective { get; }

    /// <summary>Takes in that a trial starts, or starts anew.</summary>
    public void TrialStarted(int trial)
    {
        lock (_lock)
        {
            _history.Start(trial);
            _decisions.TryAdd(trial, []);
        }
    }

    /// <summary>Takes in the end of an epoch.</summary>
    /// <param name="trial">The number of the trial.</param>
    /// <param name="epoch">The epoch; those of a trial ascend.</param>
    /// <param name="value">The objective at the epoch.</param>
    /// <param name="canStop">
    /// Whether the trial would go on otherwise: one that has come to its end is compared, for the sake of the others, but not
    /// stopped.
    /// </param>
    /// <param name="record">
    /// Called once with the decision when a new one was made, otherwise with null. No other decision is made meanwhile, so that
    /// the order of the records is that of the decisions.
    /// </param>
    /// <returns>Why the trial must stop now, as a sentence without a full stop; null when it goes on.</returns>
    public string? EndEpoch(int trial, int epoch, double value, bool canStop, Action<PrunerDecision?> record)
    {
        lock (_lock)
        {
            PrunerDecision? decision = Repeat(trial, epoch, value), made = null;
            if (decision is null && _pruner.RungAt(epoch) is int rung)
                decision = made = Decide(new PrunerArrival(trial, rung, epoch, value), canStop);
            record(made);
            return decision is { IsPruned: true } && epoch >= decision.Epoch ? Reason(decision) : null;
        }
    }

    /// <summary>Takes in an epoch of an earlier run that a trial need not train again. Epochs of a trial ascend.</summary>
    public void Resume(int trial, int epoch, double value)
    {
        lock (_lock)
            Repeat(trial, epoch, value);
    }

    /// <summary>Takes in that a trial has ended.</summary>
    public void TrialEnded(int trial, TrialState state)
    {
        lock (_lock)
        {
            _history.End(trial, state == TrialState.Completed);
            if (state.IsDone())
                _decisions.Remove(trial);
        }
    }

    /// <summary>Takes in a value. What was decided at the rung before, or null.</summary>
    private PrunerDecision? Repeat(int trial, int epoch, double value)
    {
        _history.Report(trial, value);
        if (_pruner.RungAt(epoch) is not int rung || !_decisions[trial].TryGetValue(rung, out PrunerDecision? decision))
            return null;

        // What has arrived keeps its place over runs; what may complete is known only while it runs.
        if (epoch == decision.Epoch && _pruner.Peers == PrunerPeers.Completed)
            _history.Arrive(trial, rung, value);
        return decision;
    }

    private PrunerDecision Decide(PrunerArrival arrival, bool canStop)
    {
        _history.Arrive(arrival.Trial, arrival.Rung, arrival.Value);
        PrunerDecision decision = _pruner.Compare(arrival, _history);
        if (!canStop)
            decision = decision with { IsPruned = false };
        _decisions[arrival.Trial].Add(arrival.Rung, decision);
        return decision;
    }

    private void Complete(ObjectiveCurve curve)
    {
        if (_pruner.Peers == PrunerPeers.Completed)
        {
            var rungs = new HashSet<int>();
            foreach ((int epoch, double value) in curve.Values)
            {
                if (_pruner.RungAt(epoch) is int rung && rungs.Add(rung))
                    _history.Arrive(curve.Trial, rung, value);
            }
        }

        _history.End(curve.Trial, isCompleted: true);
    }

    private string Reason(PrunerDecision decision) => FormattableString.Invariant(
        $"pruned after epoch {decision.Epoch} by {decision.Rule}: {_pruner.Explain(decision, Objective)}");
}
