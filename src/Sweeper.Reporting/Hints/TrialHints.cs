using System.Collections.Immutable;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Hints;

/// <summary>What the trials themselves suggest, in sentences: where the best lies, and whether it had come to its end.</summary>
public static class TrialHints
{
    // With two values, one of them is the best and both are ends.
    private const int FewestValues = 3;

    // Of what was drawn from a range, so much at either end is its edge.
    private const double EdgeShare = 0.05;

    /// <summary>The sentences; empty where nothing stands out.</summary>
    public static ImmutableArray<string> Of(SweepSnapshot snapshot) => snapshot.Best is not TrialRecord best
        ? []
        : [.. new[] { Edges(snapshot, best), Improving(snapshot, best) }.OfType<string>()];

    private static string? Edges(SweepSnapshot snapshot, TrialRecord best)
    {
        // Where others are as good elsewhere, nothing speaks for the edge.
        TrialRecord[] ties = [.. snapshot.Entries.TakeWhile(e => e.Rank == 1).Select(e => e.Trial)];
        string[] edges =
        [
            .. snapshot.Scales.Where(s => snapshot.Cells.HasRepeats
                || ties.All(t => Equals(t.Values.Find(s.Name), best.Values.Find(s.Name))))
                .Select(s => Edge(s, best)).OfType<string>(),
        ];
        return edges.Length == 0
            ? null
            : $"The best lies on the edge of what was tried: {string.Join(", ", edges)}. What lies beyond may be better.";
    }

    private static string? Edge(HyperparameterScale scale, TrialRecord best)
    {
        if (!scale.IsNumeric || scale.Values.Length < FewestValues || best.Values.Find(scale.Name) is not NumberValue value)
            return null;
        double Place(NumberValue number) => scale.IsLogarithmic ? Math.Log10(number.Number) : number.Number;
        double low = Place((NumberValue)scale.Values[0]), high = Place((NumberValue)scale.Values[^1]);
        double share = (Place(value) - low) / (high - low), reach = scale.IsRange ? EdgeShare : 0;
        // Below nothing there is nothing.
        if ((share > reach && share < 1 - reach) || (share <= reach && value.Number == 0))
            return null;
        string end = scale.IsRange ? (share < 0.5 ? "near the lowest" : "near the highest")
            : (share < 0.5 ? "the lowest" : "the highest");
        return $"{scale.Name} {scale.Label(value)} is {end} of {scale.Label(scale.Values[0])} to "
            + scale.Label(scale.Values[^1]);
    }

    private static string? Improving(SweepSnapshot snapshot, TrialRecord best)
    {
        TrialRecord[] whole =
        [
            .. snapshot.Trials.Where(t => t.State == TrialState.Completed && t.BestEpoch is not null && t.LastEpoch > 1
                && t.LastEpoch == t.PlannedEpochs),
        ];
        int improving = whole.Count(IsImproving);
        if (improving == 0)
            return null;
        string among = IsImproving(best) ? ", the best among them" : "";
        return $"{Numbers.Count(improving)} of the {Numbers.Count(whole.Length, "trial")} that were trained to their last epoch "
            + $"{(improving == 1 ? "was" : "were")} still improving there{among}: more epochs may help.";
    }

    private static bool IsImproving(TrialRecord trial) =>
        trial.State == TrialState.Completed && trial.LastEpoch == trial.PlannedEpochs && trial.BestEpoch == trial.LastEpoch;
}
