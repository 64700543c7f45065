using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Reporting.Figures;

/// <summary>Shows the objective against a hyperparameter whose values were drawn from a range.</summary>
public static class ObjectiveScatter
{
    /// <summary>The chart of a range; null when no trial has a finite objective there.</summary>
    public static ScatterChart? Of(SweepSnapshot snapshot, HyperparameterScale scale)
    {
        Objective objective = snapshot.Sweep.Objective;
        ScatterDot[] dots =
        [
            .. from entry in Leaderboard.Rank(snapshot.Comparable.Trials, objective.Goal).Where(e => e.Rank is not null)
               let trial = entry.Trial
               where double.IsFinite(trial.Objective!.Value)
               let value = trial.Values.Find(scale.Name) as NumberValue
               where value is not null
               let at = new ChartPoint(value.Number, trial.Objective!.Value)
               select new ScatterDot(at, trial.Number, trial.Number == snapshot.Best?.Number),
        ];
        if (dots.Length == 0)
            return null;

        string words = snapshot.ComparedWords;
        double low = dots.Min(d => d.At.X), high = dots.Max(d => d.At.X);
        ValueRange shown = ValueRange.WithoutOutliers(dots.Select(d => d.At.Y))!.Value;
        return new ScatterChart
        {
            Title = MetricName.Capital($"{words} by {scale.Name}"),
            Description = $"A dot for each of {Numbers.Count(dots.Length)} trials by its {scale.Name} and its {words}."
                + (shown.CutsLow || shown.CutsHigh ? " Outliers lie at the edge." : "") + snapshot.ComparedNote,
            X = scale.IsLogarithmic && low < high
                ? AxisRange.AroundLogarithmic(low, high, $"{scale.Name} (logarithmic)")
                : AxisRange.Around(low, high, scale.Name, AxisUnit.Number),
            Y = AxisRange.Around(shown.Low, shown.High, snapshot.Formats.Title(words, objective.Metric),
                snapshot.Formats.UnitOf(objective.Metric)),
            Dots = [.. dots.Reverse()],
            Legend = dots.Any(d => d.IsMarked)
                ? [ScatterChart.Marked(FormattableString.Invariant($"trial {snapshot.Best!.Number}, the best"))]
                : [],
        };
    }
}
