using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Reporting.Figures;

/// <summary>What learning curves show in one colour: a trial, or the repeats of a setting.</summary>
/// <param name="Sources">At least one trial with epochs, all of the colour.</param>
/// <param name="Color">The categorical colour.</param>
internal sealed record CurveGroup(ImmutableArray<CurveSource> Sources, int Color)
{
    /// <summary>Whether it is of several trials, shown as their mean within their range.</summary>
    public bool IsBand => Sources.Length > 1;

    /// <summary><c>trial 4</c> or <c>trials 4, 12, 20</c>.</summary>
    public string Label
    {
        get
        {
            string numbers = string.Join(", ", Sources.Select(s => s.Trial.Number.ToString(CultureInfo.InvariantCulture)));
            return IsBand ? $"trials {numbers}" : $"trial {numbers}";
        }
    }

    /// <summary>The line of a metric: the trial's own, or the mean of those repeats that had not ended by then.</summary>
    public LineSeries Line(MetricName metric, LinePattern pattern, bool isMarked)
    {
        if (!IsBand)
            return Sources[0].Line(metric, pattern, isMarked);
        return new LineSeries
        {
            Label = $"Mean of {Label}: {metric.Words}",
            Points = [.. Bands(metric).Select(b => new ChartPoint(b.Epoch, b.Metric.Mean))],
            Color = Color,
            Pattern = pattern,
            Markers = isMarked ? [.. Sources.SelectMany(s => s.Markers(metric.Full))] : [],
        };
    }

    /// <summary>The range of a metric over the repeats.</summary>
    public LineBand Band(MetricName metric)
    {
        EpochBand[] bands = [.. Bands(metric)];
        return new LineBand(
            Color,
            [.. bands.Select(b => new ChartPoint(b.Epoch, b.Metric.Minimum))],
            [.. bands.Select(b => new ChartPoint(b.Epoch, b.Metric.Maximum))]);
    }

    private ImmutableArray<EpochBand> Bands(MetricName metric) =>
        EpochBand.Over(Sources.Select(s => s.Epochs.AsEnumerable()), metric.Full);
}
