using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>Shows the objective against one hyperparameter.</summary>
public static class ObjectiveDots
{
    /// <summary>The chart of a hyperparameter; null when no trial has a finite objective.</summary>
    public static DotChart? Of(SweepSnapshot snapshot, Hyperparameter hyperparameter)
    {
        ILookup<HyperparameterValue?, DotValue> objectives = snapshot.Comparable.Trials
            .Where(t => Leaderboard.IsRanked(t) && double.IsFinite(t.Objective!.Value))
            .ToLookup(t => t.Values.Find(hyperparameter.Name), t => new DotValue(t.Objective!.Value, t.Number));
        ImmutableArray<double?> means = MarginalMeans.Of(snapshot.Comparable.Trials, hyperparameter);
        double[] all = [.. hyperparameter.Values.SelectMany(v => objectives[v]).Select(v => v.Value)];
        if (all.Length == 0)
            return null;

        Objective objective = snapshot.Sweep.Objective;
        string words = snapshot.ComparedWords;
        double best = objective.Goal == Goal.Maximize ? means.Max()!.Value : means.Min()!.Value;
        return new DotChart
        {
            Title = MetricName.Capital($"{words} by {hyperparameter.Name}"),
            Description = (hyperparameter.Values.Any(v => objectives[v].Count() > DotCategory.MostDots) ? "Counts" : "A dot")
                + $" of each trial by its {hyperparameter.Name} and its {words}, with the mean of each row."
                + snapshot.ComparedNote,
            CategoryTitle = hyperparameter.Name,
            Value = AxisRange.Around(
                all.Min(), all.Max(), snapshot.Formats.Title(words, objective.Metric),
                    snapshot.Formats.UnitOf(objective.Metric)),
            Categories = [.. hyperparameter.Values.Select((value, i) => new DotCategory
            {
                Label = HyperparameterScale.Text(value),
                Values = [.. objectives[value]],
                Mean = means[i] is double mean && double.IsFinite(mean) ? mean : null,
                Text = means[i] is null
                    ? WithoutMean(snapshot.Trials, hyperparameter.Name, value)
                    : snapshot.Formats.Format(objective.Metric, means[i]),
                IsMarked = means[i] == best,
            })],
        };
    }

    private static string WithoutMean(ImmutableArray<TrialRecord> trials, string name, HyperparameterValue value)
    {
        TrialRecord[] there = [.. trials.Where(t => value.Equals(t.Values.Find(name)))];
        if (there.Length == 0)
            return "no trial";
        return TrialStates.NameTogether(there.Select(t => t.State));
    }
}
