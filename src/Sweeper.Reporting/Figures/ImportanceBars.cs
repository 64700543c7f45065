using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Importance;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>How important each hyperparameter is, as bars.</summary>
public static class ImportanceBars
{
    // A forest over more trials says the same, and takes its time to grow.
    private const int MostTrials = 1000;

    /// <summary>The importance over the trials of a sweep; over evenly chosen ones of very many.</summary>
    public static HyperparameterImportance Measure(ImmutableArray<TrialRecord> trials, SearchSpace space)
    {
        int stride = (trials.Length + MostTrials - 1) / MostTrials;
        return HyperparameterImportance.Of(trials.Where((_, i) => i % Math.Max(1, stride) == 0), space);
    }

    /// <summary>The chart; null when nothing can be said.</summary>
    public static BarChart? Of(HyperparameterImportance importance)
    {
        if (importance.MainEffects.IsEmpty)
            return null;

        ImmutableArray<Bar> bars =
        [
            .. importance.MainEffects.Select(e => new Bar(e.Hyperparameter, e.Share, Numbers.Percent(e.Share, 1), false)),
            .. importance.Interactions
                .Select(i => new Bar($"{i.First}{BarChart.Pair}{i.Second}", i.Share, Numbers.Percent(i.Share, 1), true)),
        ];
        double longest = bars.Max(b => b.Value);
        return new BarChart
        {
            Title = "Importance of the hyperparameters",
            Description = "The share of the variance of the objective that each hyperparameter explains alone"
                + (importance.Interactions.IsEmpty ? "" : ", and pairs together beyond that")
                + $": {string.Join(", ", bars.Select(b => $"{b.Label} {b.Text}"))}.",
            CategoryTitle = "Hyperparameter",
            Value = new Axis { Title = "Share of the variance (%)", Low = 0,
                High = longest > 0 ? Math.Min(1, longest * 1.04) : 1, Unit = AxisUnit.Percent },
            Bars = bars,
        };
    }
}
