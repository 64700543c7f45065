using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// The trials of a sweep that share every hyperparameter value and differ only in their repeat or fold. Only the trials that the
/// leaderboard ranks are averaged; those that diverged, failed or have not ended are counted, and no more.
/// </summary>
public sealed record TrialCell
{
    public required HyperparameterValues Values { get; init; }

    /// <summary>All trials of the cell, whatever their state, by repeat and fold; at least one.</summary>
    public required ImmutableArray<TrialRecord> Trials { get; init; }

    /// <summary>The objective over the ranked trials; null when there is none.</summary>
    public required SampleSummary? Objective { get; init; }

    /// <summary>How many trials diverged or failed.</summary>
    public int Failed => Trials.Count(t => t.State is TrialState.Diverged or TrialState.Failed);

    /// <summary>How many trials a pruner stopped. They are ranked, and so averaged, by what they had reached.</summary>
    public int Pruned => Trials.Count(t => t.State is TrialState.Pruned);

    /// <summary>The least number among its trials, which names the cell where a number has to.</summary>
    public int FirstNumber => Trials.Min(t => t.Number);

    /// <summary>The trials by cell, in the order of <see cref="FirstNumber"/>.</summary>
    public static ImmutableArray<TrialCell> Group(IEnumerable<TrialRecord> trials) =>
    [
        .. from trial in trials
           group trial by trial.Values into cell
           select Of(cell) into cell
           orderby cell.FirstNumber
           select cell,
    ];

    /// <summary>
    /// What the ranked trials say of something else that was measured, such as a metric or the duration; null where none of them
    /// has it.
    /// </summary>
    public SampleSummary? Summarize(Func<TrialRecord, double?> measure) =>
        SampleSummary.Of(Trials.Where(Leaderboard.IsRanked).Select(measure).OfType<double>());

    /// <summary>A metric at the best epochs of the ranked trials; null where none of them reported it.</summary>
    public SampleSummary? SummarizeMetric(string metric) =>
        SampleSummary.Of(Trials.Where(Leaderboard.IsRanked).SelectMany(t => t.BestMetrics).Where(m => m.Metric == metric).Select(m => m.Value));

    private static TrialCell Of(IGrouping<HyperparameterValues, TrialRecord> cell) => new()
    {
        Values = cell.Key,
        Trials = [.. cell.OrderBy(t => t.Repeat).ThenBy(t => t.Fold).ThenBy(t => t.Number)],
        Objective = SampleSummary.Of(cell.Where(Leaderboard.IsRanked).Select(t => t.Objective!.Value)),
    };
}
