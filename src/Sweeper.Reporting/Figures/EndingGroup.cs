using System.Collections.Immutable;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

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
