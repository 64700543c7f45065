using System.Globalization;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>
/// Follows what a trial reports that knows nothing of Sweeper: values of any metrics at any epochs, of which a later one takes
/// the place of an earlier one. For one thread.
/// </summary>
/// <remarks>
/// The epoch that stands is chosen as <see cref="EpochTracker"/> does, among those that have the objective; without an objective
/// it is the last. What is not finite never stands.
/// </remarks>
internal sealed class ReportTracker(Objective objective, EarlyStopping? earlyStopping)
{
    private const int MostNames = 20;

    private readonly Dictionary<int, double> _objectives = [];
    private readonly Dictionary<int, double> _monitored = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private double? _reference;
    private int? _referenceEpoch;
    private int _lastMonitored = -1;

    /// <summary>The greatest epoch with a value; null before the first.</summary>
    public int? LastEpoch { get; private set; }

    /// <summary>The greatest epoch with a value of the objective.</summary>
    public int? LastRanked { get; private set; }

    /// <summary>The epoch that stands for the trial so far; null when there is none.</summary>
    public int? BestEpoch => objective.IsNone ? LastEpoch : Standing();

    /// <summary>The objective at <see cref="BestEpoch"/>; null when there is none.</summary>
    public double? Objective => BestEpoch is int epoch && _objectives.TryGetValue(epoch, out double value) ? value : null;

    /// <summary>Why the trial has diverged: its objective was reported, but never as a finite number. Null otherwise.</summary>
    public string? NotFinite => _objectives.Count > 0 && Objective is null
        ? $"{objective.Metric} was never a finite number"
        : null;

    /// <summary>Takes in values.</summary>
    /// <returns>Why early stopping ends the trial now, as a sentence without a full stop; null when it goes on.</returns>
    public string? Report(EpochMetrics metrics)
    {
        foreach (MetricValue metric in metrics.Metrics)
            _names.Add(metric.Metric);
        if (metrics.Find(objective.Metric) is double value)
        {
            _objectives[metrics.Epoch] = value;
            LastRanked = Math.Max(LastRanked ?? 0, metrics.Epoch);
        }

        LastEpoch = Math.Max(LastEpoch ?? 0, metrics.Epoch);
        return earlyStopping is not null && metrics.Find(earlyStopping.Monitor) is double monitored
            ? Patience(earlyStopping, metrics.Epoch, monitored)
            : null;
    }

    /// <summary>Why what was reported does not rank the trial, as a sentence without a full stop; null when it does.</summary>
    public string? FindMissing()
    {
        if (objective.IsNone || _objectives.Count > 0)
            return null;
        if (_names.Count == 0)
            return $"it ended without reporting {objective.Metric}, or any other metric";
        string[] names = [.. _names.Order(StringComparer.Ordinal)];
        int left = names.Length - MostNames;
        string more = left > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {left} more") : "";
        string nearest = NearestName.To(objective.Metric, names) is string name ? $"; did you mean '{name}'?" : "";
        return $"it ended without reporting {objective.Metric}; it reported "
            + $"{string.Join(", ", names.Take(MostNames))}{more}{nearest}";
    }

    private int? Standing()
    {
        IEnumerable<int> finite = _objectives.Where(o => double.IsFinite(o.Value)).Select(o => o.Key).Order();
        if (earlyStopping is { RestoreBest: false })
            return finite.Cast<int?>().LastOrDefault();
        if (earlyStopping is not null && Best(finite.Where(_monitored.ContainsKey), _monitored, earlyStopping.Goal) is int epoch)
            return epoch;
        return Best(finite, _objectives, objective.Goal);
    }

    private static int? Best(IEnumerable<int> ascending, Dictionary<int, double> values, Goal goal)
    {
        int? best = null;
        foreach (int epoch in ascending)
        {
            if (double.IsFinite(values[epoch]) && goal.IsBetter(values[epoch], best is int sofar ? values[sofar] : null))
                best = epoch;
        }

        return best;
    }

    private string? Patience(EarlyStopping rule, int epoch, double value)
    {
        _monitored[epoch] = value;

        // A value that is corrected later has been judged already.
        if (epoch <= _lastMonitored)
            return null;
        _lastMonitored = epoch;
        if (double.IsFinite(value) && rule.Goal.IsBetter(value, _reference, rule.MinDelta))
        {
            (_reference, _referenceEpoch) = (value, epoch);
            return null;
        }

        int since = _referenceEpoch ??= epoch;
        return epoch - since < rule.Patience
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"early stopping: {rule.Monitor} did not improve on {Words(_reference)} (epoch {since}) until epoch {epoch}");
    }

    private static string Words(double? value) =>
        value is double number ? number.ToString("G4", CultureInfo.InvariantCulture) : "NaN";
}
