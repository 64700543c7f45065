using System.Globalization;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Pruners;

/// <summary>The comparison of a trial with the best of those that have come to its rung.</summary>
internal static class TopComparison
{
    /// <summary>Lets the trial go on when its value is at least as good as that of the last one kept.</summary>
    /// <param name="rule">The name of the rule.</param>
    /// <param name="arrival">The trial; its value is among those at the rung.</param>
    /// <param name="history">What has been reported so far.</param>
    /// <param name="kept">How many of the values at the rung go on; at least 1.</param>
    public static PrunerDecision Decide(string rule, PrunerArrival arrival, PrunerHistory history, int kept)
    {
        RankedValues values = history.At(arrival.Rung);
        double threshold = values[Math.Min(kept, values.Count) - 1];
        return new PrunerDecision
        {
            Trial = arrival.Trial,
            Rule = rule,
            Rung = arrival.Rung,
            Epoch = arrival.Epoch,
            Value = arrival.Value,
            Threshold = double.IsNaN(threshold) ? null : threshold,
            Compared = values.Count,
            Kept = kept,
            IsPruned = double.IsNaN(arrival.Value) || history.Goal.IsBetter(threshold, arrival.Value),
        };
    }

    public static string Explain(PrunerDecision decision, Objective objective, string place)
    {
        (string value, string threshold) = DecisionNumbers.Of(decision);
        string best = decision.Kept == 1
            ? "the best"
            : string.Create(CultureInfo.InvariantCulture, $"among the best {decision.Kept}");
        string of = string.Create(CultureInfo.InvariantCulture, $"of {decision.Compared} at this {place}");
        string needs = decision.Threshold is null ? "" : $" (needs {(objective.Goal == Goal.Maximize ? '≥' : '≤')} {threshold})";
        return $"{objective.Metric} {value} is not {best} {of}{needs}";
    }
}
