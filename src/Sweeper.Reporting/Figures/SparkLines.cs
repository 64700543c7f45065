using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>The small learning curves of the leaderboard, all over the same axes so that they compare.</summary>
public sealed class SparkLines
{
    // The first epochs of every trial are bad; a line should show where trials differ.
    private const double LowestShare = 0.25;

    // Of more trials, these are enough to find the range.
    private const int EnoughTrials = 1000;

    private readonly SweepSnapshot _snapshot;

    private SparkLines(SweepSnapshot snapshot, string metric, Axis x, Axis y)
    {
        _snapshot = snapshot;
        Metric = metric;
        X = x;
        Y = y;
    }

    /// <summary>The metric they show: the objective or, when that has no curve, the first that has.</summary>
    public string Metric { get; }

    public Axis X { get; }

    public Axis Y { get; }

    /// <summary>The lines of a sweep; null when it has no curves, or only points of one epoch.</summary>
    public static SparkLines? Of(SweepSnapshot snapshot)
    {
        if (snapshot.CurveMetrics.IsEmpty)
            return null;
        int first = snapshot.Epochs.Values.Min(e => e[0].Epoch), last = snapshot.Epochs.Values.Max(e => e[^1].Epoch);
        if (last <= first)
            return null;
        string metric = snapshot.CurveMetrics.Any(m => m.Full == snapshot.Sweep.Objective.Metric)
            ? snapshot.Sweep.Objective.Metric
            : snapshot.CurveMetrics[0].Full;
        int stride = 1 + snapshot.Epochs.Count / EnoughTrials;
        double[] values =
        [
            .. snapshot.Epochs.OrderBy(e => e.Key).Where((_, i) => i % stride == 0).SelectMany(e => e.Value)
                .Select(e => e.Find(metric)).OfType<double>().Where(double.IsFinite).Order(),
        ];
        if (values.Length == 0)
            return null;

        double low = ValueRange.Quantile(values, LowestShare), high = ValueRange.Quantile(values, 1 - LowestShare);
        bool isUp = snapshot.Sweep.Objective.Goal == Sweeps.Objectives.Goal.Maximize;
        (low, high) = isUp ? (low, values[^1]) : (values[0], high);
        if (high <= low)
            (low, high) = (low - 1, low + 1);
        return new SparkLines(
            snapshot,
            metric,
            new Axis { Title = "Epoch", Low = first, High = last, Unit = AxisUnit.Whole },
            new Axis { Title = MetricName.Parse(metric).Words, Low = low, High = high });
    }

    /// <summary>The same axes over other epochs.</summary>
    public SparkLines Over(SweepSnapshot snapshot) => new(snapshot, Metric, X, Y);

    /// <summary>The points of a trial; those beyond the range are put at its edge.</summary>
    public ImmutableArray<ChartPoint> Points(TrialRecord trial) => _snapshot.Epochs.TryGetValue(trial.Number, out var epochs)
        ? [.. new CurveSource(trial, epochs, null).Points(Metric).Select(p => p with { Y = Math.Clamp(p.Y, Y.Low, Y.High) })]
        : [];
}
