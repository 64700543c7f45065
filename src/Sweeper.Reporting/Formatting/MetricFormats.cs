using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Formatting;

/// <summary>
/// Decides how each metric is written. Accuracies that lie within 0 … 1 are per cent; an accuracy that somebody already
/// reports as per cent, and everything else, is a number.
/// </summary>
public sealed class MetricFormats
{
    private readonly HashSet<string> _outside = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outsideUnit = new(StringComparer.Ordinal);

    /// <summary>Looks at every value of a sweep.</summary>
    public MetricFormats(IEnumerable<TrialRecord> trials, IEnumerable<EpochMetrics> epochs)
    {
        foreach (TrialRecord trial in trials)
            LookAt(trial.BestMetrics);
        foreach (EpochMetrics epoch in epochs)
            LookAt(epoch.Metrics);
    }

    /// <summary>The unit of a metric.</summary>
    public AxisUnit UnitOf(string metric)
    {
        string quantity = MetricName.Parse(metric).Quantity;
        bool isAccuracy = quantity.EndsWith("accuracy", StringComparison.OrdinalIgnoreCase);
        return isAccuracy && !_outsideUnit.Contains(quantity) ? AxisUnit.Percent : AxisUnit.Number;
    }

    /// <summary>A value of a metric as text; an en dash for none.</summary>
    public string Format(string metric, double? value) => value switch
    {
        null => "–",
        double number when UnitOf(metric) == AxisUnit.Percent => Numbers.Percent(number),
        double number => Numbers.Format(number),
    };

    /// <summary>How far two values are apart, as text: of per cent in points, <c>1.25 points</c>.</summary>
    public string Difference(string metric, double value) => UnitOf(metric) == AxisUnit.Percent
        ? Numbers.Points(value)
        : Numbers.Format(value);

    /// <summary>
    /// What a value is in full, for whoever points at it: per cent as the fraction that was recorded. Null where it is written
    /// in full anyway.
    /// </summary>
    public string? Whole(string metric, double? value) =>
        value is double number && Numbers.Whole(number) is string whole && whole != Format(metric, number) ? whole : null;

    /// <summary>An interval with its unit at the end: <c>71.50 … 82.30 %</c>, 0.1234 … 0.1300.</summary>
    public string Format(string metric, ConfidenceInterval interval)
    {
        string lower = Format(metric, interval.Lower), upper = Format(metric, interval.Upper);
        return $"{(UnitOf(metric) == AxisUnit.Percent ? lower[..^2] : lower)} … {upper}";
    }

    /// <summary>The 95 % interval of a mean; an en dash where there is none.</summary>
    public string Interval(string metric, SampleSummary? sample) =>
        sample?.IntervalOf(metric) is ConfidenceInterval interval ? Format(metric, interval) : "–";

    /// <summary>The title of an axis or column with its unit: <c>Validation accuracy (%)</c>.</summary>
    public string Title(string words, string metric) =>
        UnitOf(metric) == AxisUnit.Percent ? $"{MetricName.Capital(words)} (%)" : MetricName.Capital(words);

    private void LookAt(ImmutableArray<MetricValue> metrics)
    {
        foreach (MetricValue metric in metrics)
        {
            // There are millions of values and few names, so a name is taken apart once.
            if (double.IsFinite(metric.Value) && metric.Value is < 0 or > 1 && _outside.Add(metric.Metric))
                _outsideUnit.Add(MetricName.Parse(metric.Metric).Quantity);
        }
    }
}
