using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Pruners;

/// <summary>Trials that report values to a pruner, one epoch at a time, in any order.</summary>
internal sealed class PrunerRun
{
    private readonly SweepPruning _pruning;
    private readonly List<PrunerDecision> _decisions = [];
    private readonly Dictionary<int, List<double>> _values = [];
    private readonly Dictionary<int, TrialState> _ended = [];
    private readonly int _epochs;

    public PrunerRun(IPruner pruner, Goal goal, int trials, int epochs, PrunerLog? log = null)
    {
        _pruning = new SweepPruning(
            pruner, new Objective("accuracy", goal), log ?? PrunerLog.Empty, Enumerable.Range(1, trials));
        _epochs = epochs;
    }

    /// <summary>New decisions in the order in which they were made.</summary>
    public ImmutableArray<PrunerDecision> Decisions => [.. _decisions];

    /// <summary>How the trials that have ended did.</summary>
    public IReadOnlyDictionary<int, TrialState> Ended => _ended;

    /// <summary>The values of the trials that have not ended.</summary>
    public IEnumerable<KeyValuePair<int, List<double>>> Unfinished => _values.Where(v => !_ended.ContainsKey(v.Key));

    /// <summary>What the next run must know.</summary>
    public PrunerLog Log(IEnumerable<PrunerDecision>? earlier = null) => new()
    {
        Decisions = [.. earlier ?? [], .. _decisions],
        Completed =
        [
            .. _ended.Where(e => e.Value == TrialState.Completed)
                .Select(e => new ObjectiveCurve(e.Key, [.. _values[e.Key].Select((v, i) => KeyValuePair.Create(i + 1, v))])),
        ],
    };

    /// <summary>
    /// The next epoch of a trial; nothing when the trial has ended. The reason for which it is pruned then, or null.
    /// </summary>
    public string? Report(int trial, double value)
    {
        if (_ended.ContainsKey(trial))
            return null;
        if (!_values.TryGetValue(trial, out List<double>? values))
        {
            _values.Add(trial, values = []);
            _pruning.TrialStarted(trial);
        }

        values.Add(value);
        string? reason = _pruning.EndEpoch(trial, values.Count, value, values.Count < _epochs, d =>
        {
            if (d is not null)
                _decisions.Add(d);
        });
        if (reason is not null || values.Count == _epochs)
            End(trial, reason is null ? TrialState.Completed : TrialState.Pruned);
        return reason;
    }

    /// <summary>Ends a trial.</summary>
    public void End(int trial, TrialState state)
    {
        _ended.Add(trial, state);
        _pruning.TrialEnded(trial, state);
    }

    /// <summary>All epochs of a trial, one after the other.</summary>
    public string? Train(int trial, params double[] values)
    {
        foreach (double value in values)
        {
            if (Report(trial, value) is string reason)
                return reason;
        }

        return null;
    }
}
