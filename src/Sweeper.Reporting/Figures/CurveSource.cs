using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>A trial whose curves are drawn.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Epochs">Its epochs, ascending.</param>
/// <param name="Color">Its categorical colour; null when it stays in the background.</param>
internal sealed record CurveSource(TrialRecord Trial, ImmutableArray<EpochMetrics> Epochs, int? Color)
{
    /// <summary>Whether the trial ended before its last planned epoch.</summary>
    public bool EndedEarly => Trial.State is not TrialState.Running && Trial.LastEpoch < Trial.PlannedEpochs;

    /// <summary>The series of a metric with a gap where an epoch has no value.</summary>
    public ImmutableArray<ChartPoint> Points(string metric) =>
        [.. Epochs.Select(e => new ChartPoint(e.Epoch, e.Find(metric) ?? double.NaN))];

    /// <summary>The line of a metric, marked at the best epoch and where the trial ended early.</summary>
    public LineSeries Line(MetricName metric, LinePattern pattern, bool isMarked)
    {
        ImmutableArray<ChartPoint> points = Points(metric.Full);
        return new LineSeries
        {
            Label = FormattableString.Invariant($"Trial {Trial.Number}: {metric.Words}"),
            Points = points,
            Color = Color,
            Pattern = pattern,
            Markers = isMarked ? [.. Markers(points)] : [],
        };
    }

    private IEnumerable<ChartMarker> Markers(ImmutableArray<ChartPoint> points)
    {
        foreach (ChartPoint point in points.Where(p => double.IsFinite(p.Y)))
        {
            if ((int)point.X == Trial.LastEpoch && EndedEarly)
                yield return new ChartMarker(point, MarkerShape.Stop);
            if ((int)point.X == Trial.BestEpoch)
                yield return new ChartMarker(point, MarkerShape.Disc);
        }
    }
}
