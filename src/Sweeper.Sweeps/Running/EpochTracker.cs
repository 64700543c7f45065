using System.Globalization;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>
/// Follows the epochs of one trial: which one stands for it, and whether it must stop because it diverged or because early
/// stopping says so. For one thread.
/// </summary>
/// <remarks>
/// The epoch that stands is the one with the best monitored metric when early stopping restores the best, the last one when
/// early stopping does not, and the one with the best objective without early stopping. Of equals the first stands.
/// </remarks>
public sealed class EpochTracker(Objective objective, EarlyStopping? earlyStopping)
{
    private double? _bestValue;
    private double? _reference;
    private int _referenceEpoch;

    /// <summary>The last epoch that ended; null before the first.</summary>
    public int? LastEpoch { get; private set; }

    /// <summary>The epoch that stands for the trial so far.</summary>
    public int? BestEpoch { get; private set; }

    /// <summary>The objective at <see cref="BestEpoch"/>; null when there is none.</summary>
    public double? Objective { get; private set; }

    /// <summary>Takes in the end of an epoch.</summary>
    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        LastEpoch = metrics.Epoch;
        foreach (MetricValue metric in metrics.Metrics)
        {
            if (!double.IsFinite(metric.Value))
                return Stop(TrialState.Diverged, $"{metric.Metric} became {Name(metric.Value)} at epoch {metrics.Epoch}");
        }

        bool isBest = Stands(metrics);
        if (isBest)
        {
            BestEpoch = metrics.Epoch;
            Objective = metrics.Find(objective.Metric);
        }

        return Patience(metrics) is string reason
            ? Stop(TrialState.Completed, reason) with { IsBest = isBest }
            : new EpochDecision { IsBest = isBest };
    }

    private static string Name(double value) =>
        double.IsNaN(value) ? "NaN" : value > 0 ? "infinite" : "minus infinite";

    private static EpochDecision Stop(TrialState state, string reason) =>
        new() { IsBest = false, StopState = state, StopReason = reason };

    private bool Stands(EpochMetrics metrics)
    {
        if (earlyStopping is { RestoreBest: false })
            return true;

        string metric = earlyStopping?.Monitor ?? objective.Metric;
        Goal goal = earlyStopping?.Goal ?? objective.Goal;
        if (metrics.Find(metric) is not double value || !goal.IsBetter(value, _bestValue))
            return false;

        _bestValue = value;
        return true;
    }

    /// <summary>The reason to stop now, or null.</summary>
    private string? Patience(EpochMetrics metrics)
    {
        if (earlyStopping is null || metrics.Find(earlyStopping.Monitor) is not double value)
            return null;

        if (earlyStopping.Goal.IsBetter(value, _reference, earlyStopping.MinDelta))
        {
            _reference = value;
            _referenceEpoch = metrics.Epoch;
            return null;
        }

        if (metrics.Epoch - _referenceEpoch < earlyStopping.Patience)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"early stopping: {earlyStopping.Monitor} did not improve on {_reference:G4} (epoch {_referenceEpoch}) "
            + $"in {Epochs(earlyStopping.Patience)}");
    }

    private static string Epochs(int count) =>
        count == 1 ? "1 epoch" : string.Create(CultureInfo.InvariantCulture, $"{count} epochs");
}
