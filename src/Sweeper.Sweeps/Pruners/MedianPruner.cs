using System.Globalization;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Pruners;

/// <summary>
/// The median stopping rule: a trial is stopped when its best value so far is worse than the median of the values that the
/// completed trials had at the same epoch.
/// </summary>
/// <remarks>
/// Golovin, Solnik, Moitra, Kochanski, Karro, Sculley, "Google Vizier: A Service for Black-Box Optimization", KDD 2017, section
/// 3.2.2, in the form of Optuna's MedianPruner (Akiba et al., KDD 2019): the others' values at the epoch itself, not their means
/// up to it; the median of an even number is the mean of the two in the middle; only completed trials count, pruned ones do not.
/// A departure: NaN is pruned at every comparison, and epochs count from 1.
/// </remarks>
public sealed class MedianPruner : IPruner
{
    public const int DefaultStartupTrials = 5;

    private readonly int _startupTrials;
    private readonly int _warmupEpochs;
    private readonly int _interval;
    private readonly int _minimumTrials;

    /// <param name="startupTrials">How many trials must have completed before any is pruned; not negative.</param>
    /// <param name="warmupEpochs">The first so many epochs of a trial are not compared; not negative.</param>
    /// <param name="interval">Every so many epochs after those are compared; at least 1.</param>
    /// <param name="minimumTrials">How many completed trials must have a value at the epoch; at least 1.</param>
    public MedianPruner(int startupTrials = DefaultStartupTrials, int warmupEpochs = 0, int interval = 1, int minimumTrials = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startupTrials);
        ArgumentOutOfRangeException.ThrowIfNegative(warmupEpochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumTrials, 1);
        (_startupTrials, _warmupEpochs, _interval, _minimumTrials) = (startupTrials, warmupEpochs, interval, minimumTrials);
    }

    public string Rule => "the median rule";

    public string Settings => string.Create(
        CultureInfo.InvariantCulture, $"median {_startupTrials} {_warmupEpochs} {_interval} {_minimumTrials}");

    public string Describe(int lastEpoch)
    {
        string when = _interval == 1
            ? "after each epoch"
            : string.Create(CultureInfo.InvariantCulture, $"every {_interval} epochs");
        string trials = string.Create(
            CultureInfo.InvariantCulture, $"once {_startupTrials} {(_startupTrials == 1 ? "has" : "have")} completed");
        string epochs = _warmupEpochs == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", from epoch {_warmupEpochs + 1L} on");
        return $"{Rule}: the best so far against the median of the completed trials, {when}{epochs}, {trials}";
    }

    public PrunerPeers Peers => PrunerPeers.Completed;

    public int? RungAt(int epoch) =>
        epoch <= _warmupEpochs ? null : ((epoch - _warmupEpochs - 1) / _interval * _interval) + _warmupEpochs + 1;

    public PrunerDecision Compare(PrunerArrival arrival, PrunerHistory history)
    {
        RankedValues values = history.At(arrival.Rung);
        double best = history.BestOf(arrival.Trial);
        bool isReady = history.CompletedTrials >= Math.Max(_startupTrials, 1) && values.Count >= _minimumTrials;
        double? median = isReady ? values.Median : null;
        bool isNaN = double.IsNaN(arrival.Value);
        return new PrunerDecision
        {
            Trial = arrival.Trial,
            Rule = Rule,
            Rung = arrival.Rung,
            Epoch = arrival.Epoch,
            Value = isNaN ? arrival.Value : best,
            Threshold = median,
            Compared = values.Count,
            Kept = 0,
            IsPruned = isNaN || (median is double threshold && history.Goal.IsBetter(threshold, best)),
        };
    }

    public string Explain(PrunerDecision decision, Objective objective)
    {
        (string value, string threshold) = DecisionNumbers.Of(decision);
        if (decision.Threshold is null)
            return $"{objective.Metric} is {value}";
        string side = objective.Goal == Goal.Maximize ? "below" : "above";
        string trials = decision.Compared == 1 ? "completed trial" : "completed trials";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the best {objective.Metric} so far, {value}, is {side} the median of the {decision.Compared} {trials} at epoch "
            + $"{decision.Rung}, {threshold}");
    }
}
