using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>A trial whose curves are drawn.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Epochs">Its epochs, ascending.</param>
/// <param name="Color">Its categorical colour; null when it stays in the background.</param>
internal sealed record CurveSource(TrialRecord Trial, ImmutableArray<EpochMetrics> Epochs, int? Color)
{
    // A chart is some 450 units wide: more points than this nobody sees.
    private const int MostPoints = 200;
    private const int MostPointsBehind = 50;

    // What marks its end, where that came before the last planned epoch.
    private MarkerShape? End => Trial.State switch
    {
        TrialState.Pruned => MarkerShape.Cross,
        TrialState.Completed when Trial.LastEpoch < Trial.PlannedEpochs => MarkerShape.Stop,
        _ => null,
    };

    /// <summary>The series of a metric with a gap where an epoch has no value.</summary>
    public ImmutableArray<ChartPoint> Points(string metric)
    {
        CurvePoint[] points = [.. Epochs.Select(e => new CurvePoint(e.Epoch, e.Find(metric) ?? double.NaN))];
        return [.. CurveThinning.Thin(points, Color is null ? MostPointsBehind : MostPoints)
            .Select(p => new ChartPoint(p.X, p.Y))];
    }

    /// <summary>The line of a metric, marked at the best epoch and where the trial ended early.</summary>
    public LineSeries Line(MetricName metric, LinePattern pattern, bool isMarked) => new()
    {
        Label = FormattableString.Invariant($"Trial {Trial.Number}: {metric.Words}"),
        Points = Points(metric.Full),
        Color = Color,
        Trial = Trial.Number,
        IsPruned = Trial.State == TrialState.Pruned,
        Pattern = pattern,
        Markers = isMarked ? Markers(metric.Full) : [],
    };

    /// <summary>The marks at the best epoch and where the trial ended early.</summary>
    public ImmutableArray<ChartMarker> Markers(string metric)
    {
        var markers = ImmutableArray.CreateBuilder<ChartMarker>();
        foreach (EpochMetrics epoch in Epochs)
        {
            if (epoch.Find(metric) is not double value || !double.IsFinite(value))
                continue;
            var point = new ChartPoint(epoch.Epoch, value);
            if (epoch.Epoch == Trial.LastEpoch && End is MarkerShape end)
                markers.Add(new ChartMarker(point, end));
            if (epoch.Epoch == Trial.BestEpoch)
                markers.Add(new ChartMarker(point, MarkerShape.Disc));
        }

        return markers.DrainToImmutable();
    }
}
