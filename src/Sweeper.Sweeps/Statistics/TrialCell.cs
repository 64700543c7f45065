using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// The trials of a sweep that share every hyperparameter value and differ only in their repeat or fold. Only trials that the
/// leaderboard ranks are averaged and, where cells are trained several times, only those that completed: what a pruned trial had
/// reached is of an early epoch, and says nothing beside what others came to at their ends.
/// </summary>
public sealed record TrialCell
{
    public required HyperparameterValues Values { get; init; }

    /// <summary>All trials of the cell, whatever their state, by repeat and fold; at least one.</summary>
    public required ImmutableArray<TrialRecord> Trials { get; init; }

    /// <summary>Those of <see cref="Trials"/> that are averaged.</summary>
    public required ImmutableArray<TrialRecord> Averaged { get; init; }

    /// <summary>The objective over <see cref="Averaged"/>; null when there is none.</summary>
    public SampleSummary? Objective => field ??= SampleSummary.Of(Averaged.Select(t => t.Objective!.Value));

    /// <summary>How many trials diverged or failed.</summary>
    public int Failed => Trials.Count(t => t.State is TrialState.Diverged or TrialState.Failed);

    /// <summary>How many trials a pruner stopped.</summary>
    public int Pruned => Trials.Count(t => t.State is TrialState.Pruned);

    /// <summary>How many of them are not averaged.</summary>
    public int LeftOut => Pruned - Averaged.Count(t => t.State is TrialState.Pruned);

    /// <summary>The least number among its trials, which names the cell where a number has to.</summary>
    public int FirstNumber => Trials.Min(t => t.Number);

    /// <summary>The trials by cell, in the order of <see cref="FirstNumber"/>.</summary>
    public static ImmutableArray<TrialCell> Group(IEnumerable<TrialRecord> trials)
    {
        IGrouping<HyperparameterValues, TrialRecord>[] cells = [.. trials.GroupBy(t => t.Values)];
        IEnumerable<TrialState> ranked = cells.SelectMany(c => c).Where(Leaderboard.IsRanked).Select(t => t.State);
        bool takesPruned = TakesPruned(ranked, cells.Any(c => c.Skip(1).Any()));
        return [.. cells.Select(c => Of(c, takesPruned)).OrderBy(c => c.FirstNumber)];
    }

    /// <summary>
    /// Whether pruned trials count in the means of cells: where each cell is trained once, as its mean is then the trial's own
    /// value; and where no trial at all was trained to its end.
    /// </summary>
    /// <param name="ranked">The states of all trials that are ranked.</param>
    /// <param name="hasRepeats">Whether some cell has several trials.</param>
    public static bool TakesPruned(IEnumerable<TrialState> ranked, bool hasRepeats) =>
        !hasRepeats || ranked.All(s => s == TrialState.Pruned);

    /// <summary>
    /// What the averaged trials say of something else that was measured, such as a metric or the duration; null where none of
    /// them has it.
    /// </summary>
    public SampleSummary? Summarize(Func<TrialRecord, double?> measure) =>
        SampleSummary.Of(Averaged.Select(measure).OfType<double>());

    /// <summary>A metric at the best epochs of the averaged trials; null where none of them reported it.</summary>
    public SampleSummary? SummarizeMetric(string metric) =>
        SampleSummary.Of(Averaged.SelectMany(t => t.BestMetrics).Where(m => m.Metric == metric).Select(m => m.Value));

    private static TrialCell Of(IGrouping<HyperparameterValues, TrialRecord> cell, bool takesPruned)
    {
        ImmutableArray<TrialRecord> trials = [.. cell.OrderBy(t => t.Repeat).ThenBy(t => t.Fold).ThenBy(t => t.Number)];
        return new TrialCell
        {
            Values = cell.Key,
            Trials = trials,
            Averaged = [.. trials.Where(t => Leaderboard.IsRanked(t) && (takesPruned || t.State != TrialState.Pruned))],
        };
    }
}
