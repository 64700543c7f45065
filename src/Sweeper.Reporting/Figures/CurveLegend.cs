using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>The legend of learning curves: colours are trials, patterns are subsets, and the marks that occur.</summary>
internal static class CurveLegend
{
    public static IEnumerable<LegendEntry> Of(
        ImmutableArray<CurveGroup> groups, MetricName[] metrics, MetricName main,
            CurveSource[] behind, IEnumerable<LineSeries> series)
    {
        foreach (CurveGroup group in groups)
            yield return new LegendEntry(group.Label) { Color = group.Color };
        if (behind.Length > 0)
            yield return new LegendEntry(Behind(groups, behind)) { IsBackground = true };
        if (metrics.Length > 1)
        {
            foreach (MetricName metric in metrics.OrderBy(m => m != main))
                yield return new LegendEntry(metric.Subset ?? metric.Words) { Pattern = LearningCurves.Pattern(metric, main) };
        }

        MarkerShape[] shapes = [.. series.SelectMany(s => s.Markers).Select(m => m.Shape).Distinct().Order()];
        foreach (MarkerShape shape in shapes)
            yield return new LegendEntry(Words(shape)) { Marker = shape };
    }

    /// <summary>What a mark means.</summary>
    public static string Words(MarkerShape shape) => shape switch
    {
        MarkerShape.Disc => "best epoch",
        MarkerShape.Stop => "stopped early",
        _ => "pruned",
    };

    private static string Behind(ImmutableArray<CurveGroup> groups, CurveSource[] behind)
    {
        string which = groups.IsEmpty ? "all trials" : groups.Any(g => g.IsBand) ? "single trials" : "other trials";
        return behind.Any(s => s.Trial.State == TrialState.Pruned) ? $"{which} (thin: pruned)" : which;
    }
}

/// <summary>Trials that ended in the same way, as early stopping is looked at.</summary>
/// <param name="Title">How they ended.</param>
/// <param name="Trials">Completed and ranked trials.</param>
public sealed record EndingGroup(string Title, ImmutableArray<TrialRecord> Trials)
{
    /// <summary>The objective over the trials; null when there is none.</summary>
    public SampleSummary? Objective => SampleSummary.Of(Trials.Select(t => t.Objective!.Value));

    /// <summary>Epochs trained over the trials; null when none is known.</summary>
    public SampleSummary? Epochs => SampleSummary.Of(Trials.Select(t => (double?)t.LastEpoch).OfType<double>());

    /// <summary>Seconds over the trials; null when none is known.</summary>
    public SampleSummary? Seconds => SampleSummary.Of(Trials.Select(t => t.DurationSeconds).OfType<double>());

    /// <summary>How many epochs the trials had left.</summary>
    public long Spared => Trials.Sum(t => (long)Math.Max(0, t.PlannedEpochs - (t.LastEpoch ?? t.PlannedEpochs)));

    /// <summary>
    /// The trials that were stopped early and those that were trained to their last epoch; null unless the sweep has both.
    /// </summary>
    public static (EndingGroup Early, EndingGroup Whole)? Of(SweepSnapshot snapshot)
    {
        TrialRecord[] completed = [.. snapshot.Trials.Where(t => Leaderboard.IsRanked(t) && t.State == TrialState.Completed)];
        ILookup<bool, TrialRecord> groups = completed.ToLookup(t => t.LastEpoch < t.PlannedEpochs);
        return groups[true].Any() && groups[false].Any()
            ? (new EndingGroup("Stopped early", [.. groups[true]]),
                new EndingGroup("Trained to the last epoch", [.. groups[false]]))
            : null;
    }
}
