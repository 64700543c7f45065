using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>Shows how many epochs a second trials made, by the hyperparameter on which that depends most.</summary>
public static class TrialSpeed
{
    private const int MostCategories = 16;
    private const double Level = 0.01;

    /// <summary>
    /// The chart; null when no trial has epochs that took time, no hyperparameter has few values or none makes a difference.
    /// </summary>
    public static DotChart? Of(SweepSnapshot snapshot)
    {
        Dictionary<int, double> speeds = snapshot.Epochs
            .Select(e => (e.Key, Speed: SpeedOf(e.Value)))
            .Where(s => double.IsFinite(s.Speed) && s.Speed > 0)
            .ToDictionary(s => s.Key, s => s.Speed);
        var groups = snapshot.Levelled.Space.Hyperparameters
            .Where(h => h.Values.Length <= MostCategories)
            .Select(h => (Hyperparameter: h, Speeds: ByValue(snapshot, h, speeds)))
            .OrderByDescending(g => Spread(g.Speeds))
            .ToList();
        if (speeds.Count == 0 || groups.Count == 0)
            return null;

        (Hyperparameter by, ILookup<HyperparameterValue?, DotValue> values) = groups[0];
        if (!Differs(values))
            return null;
        DotValue[] all = [.. by.Values.SelectMany(v => values[v])];
        if (all.Length == 0)
            return null;
        return new DotChart
        {
            Title = $"Speed by {by.Name}",
            Description = $"Epochs per second of each trial by its {by.Name}, with the mean of each row.",
            CategoryTitle = by.Name,
            Value = AxisRange.Around(0, all.Max(v => v.Value), "Epochs per second (1/s)", AxisUnit.Number) with { Low = 0 },
            Categories = [.. by.Values.Select(v => Category(snapshot.Levelled[by.Name].Label(v), [.. values[v]]))],
        };
    }

    private static ILookup<HyperparameterValue?, DotValue> ByValue(SweepSnapshot snapshot, Hyperparameter hyperparameter,
        Dictionary<int, double> speeds) =>
        snapshot.Levelled.Trials
            .Where(t => speeds.ContainsKey(t.Number))
            .ToLookup(t => t.Values.Find(hyperparameter.Name), t => new DotValue(speeds[t.Number], t.Number));

    // With as many tries as there are hyperparameters, one of twenty would differ by chance.
    private static bool Differs(ILookup<HyperparameterValue?, DotValue> speeds) =>
        VarianceAnalysis.Probability(speeds.Where(g => g.Key is not null).Select(g => g.Select(v => Math.Log(v.Value))))
            is null or < Level;

    private static double Spread(ILookup<HyperparameterValue?, DotValue> speeds)
    {
        double[] means = [.. speeds.Where(g => g.Key is not null).Select(g => g.Average(v => Math.Log(v.Value)))];
        return means.Length < 2 ? 0 : means.Max() - means.Min();
    }

    private static DotCategory Category(string label, DotValue[] speeds)
    {
        SampleSummary? summary = SampleSummary.Of(speeds.Select(s => s.Value));
        return new DotCategory
        {
            Label = label,
            Values = [.. speeds],
            Mean = summary?.Mean,
            Text = summary is null ? "–" : Numbers.Significant(summary.Mean, 3),
        };
    }

    private static double SpeedOf(ImmutableArray<EpochMetrics> epochs)
    {
        EpochMetrics[] trained = [.. epochs.Where(e => e.Epoch > 0)];
        return trained.Length / trained.Sum(e => e.DurationSeconds);
    }
}
