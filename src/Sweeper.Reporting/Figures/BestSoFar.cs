using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// How the best objective went over the trials of a sweep, in the order of their numbers, and how it would have gone on average
/// had the trials that were chosen without looking at results come in a random order.
/// </summary>
public sealed record BestSoFar
{
    // More dots than that are a cloud.
    private const int MostDots = 400;
    private const int MostRows = 30;
    private const int MostPoints = 200;

    // What is less likely changes no digit.
    private const double Nothing = 1e-18;

    private const int BestColor = 0;
    private const int RandomColor = 1;
    private const int StartUpColor = 2;

    public required LineChart Chart { get; init; }

    /// <summary>The trials that improved on all before them, and some between, as a table.</summary>
    public required ChartTable Table { get; init; }

    /// <summary>The number of the best trial, of equal ones the first.</summary>
    public required int BestTrial { get; init; }

    /// <summary>Null where nothing is ranked, or but one trial.</summary>
    public static BestSoFar? Of(SweepSnapshot snapshot)
    {
        TrialRecord[] trials = [.. snapshot.Trials.Where(t => Leaderboard.IsRanked(t) && double.IsFinite(t.Objective!.Value))];
        if (snapshot.Sweep.Objective.IsNone || trials.Length < 2)
            return null;
        Goal goal = snapshot.Sweep.Objective.Goal;
        SearchFindings? search = snapshot.Search;
        Step[] steps = [.. Steps(trials, goal)];
        TrialRecord[] drawn = search is null ? [] : [.. trials.Where(t => search.StartUp.Contains(t.Number))];
        ChartPoint[] expected = drawn.Length < 2 ? [] : [.. drawn.Zip(Expected([.. drawn.Select(t => t.Objective!.Value)], goal),
            (t, e) => new ChartPoint(t.Number, e))];
        int stride = (expected.Length + MostPoints - 1) / MostPoints;
        ChartPoint[] random = [.. expected.Where((_, i) => i % stride == 0 || i == expected.Length - 1)];
        return new BestSoFar
        {
            Chart = Draw(snapshot, trials, steps, random),
            Table = Tabulate(snapshot, steps, random),
            BestTrial = steps[^1].BestTrial,
        };
    }

    /// <summary>
    /// What the best of the first 1, 2, … of some values is on average over all orders of them: of k of n, the i-th best is the
    /// best with probability C(n − i, k − 1) / C(n, k).
    /// </summary>
    internal static IEnumerable<double> Expected(double[] values, Goal goal)
    {
        int count = values.Length;
        double[] ranked = [.. goal == Goal.Maximize ? values.OrderDescending() : values.Order()];
        for (int drawn = 1; drawn <= count; drawn++)
        {
            double expected = 0, probability = (double)drawn / count;
            for (int i = 0; i <= count - drawn && probability > Nothing; i++)
            {
                expected += probability * ranked[i];
                probability *= (double)(count - drawn - i) / (count - i - 1);
            }

            yield return expected;
        }
    }

    private static IEnumerable<Step> Steps(TrialRecord[] trials, Goal goal)
    {
        (double? best, int of) = (null, 0);
        foreach (TrialRecord trial in trials)
        {
            bool isBetter = goal.IsBetter(trial.Objective!.Value, best);
            if (isBetter)
                (best, of) = (trial.Objective.Value, trial.Number);
            yield return new Step(trial.Number, best!.Value, of, isBetter);
        }
    }

    private static LineChart Draw(SweepSnapshot snapshot, TrialRecord[] trials, Step[] steps, ChartPoint[] random)
    {
        string metric = snapshot.Sweep.Objective.Metric, words = MetricName.Parse(metric).Words;
        ValueRange shown = ValueRange.WithoutOutliers(trials.Select(t => t.Objective!.Value))!.Value;
        double low = Math.Min(shown.Low, steps.Min(s => s.Best)), high = Math.Max(shown.High, steps.Max(s => s.Best));
        SearchFindings? search = snapshot.Search;
        bool tellsStartUp = search is { Learns: true };
        ILookup<bool, TrialRecord> dots = trials.Take(trials.Length > MostDots ? 0 : MostDots)
            .ToLookup(t => tellsStartUp && search!.StartUp.Contains(t.Number));
        string best = snapshot.Formats.Format(metric, steps[^1].Best);
        return new LineChart
        {
            Title = MetricName.Capital($"best {words} so far"),
            Description = $"The best {words} over {Numbers.Count(trials.Length)} trials: "
                + $"{snapshot.Formats.Format(metric, steps[0].Best)} after the first, "
                + $"{best} from trial {Numbers.Count(steps[^1].BestTrial)} on."
                + (random.Length == 0 ? ""
                    : " A random order of the trials that looked at no results reaches "
                        + $"{snapshot.Formats.Format(metric, random[^1].Y)} on average at their end."),
            X = new Axis { Title = "Trial", Low = trials[0].Number - 0.5, High = trials[^1].Number + 0.5,
                Unit = AxisUnit.Whole },
            Y = AxisRange.Around(low, high, snapshot.Formats.Title(words, metric), snapshot.Formats.UnitOf(metric)),
            Series =
            [
                Dots(dots[false], BestColor, "trials"),
                Dots(dots[true], StartUpColor, "start-up trials"),
                .. random.Length == 0 ? [] : new[] { new LineSeries { Label = "random order, on average", Points = [.. random],
                    Color = RandomColor, Pattern = LinePattern.Dashed } },
                new LineSeries { Label = "best so far", Points = [.. Stairs(steps)], Color = BestColor },
            ],
            Legend =
            [
                new LegendEntry("best so far") { Color = BestColor },
                .. random.Length == 0 ? [] : new[] { new LegendEntry("random order, on average") { Color = RandomColor,
                    Pattern = LinePattern.Dashed } },
                .. dots[false].Any() ? [new LegendEntry(tellsStartUp ? "trial proposed from results"
                    : "trial") { Color = BestColor, Marker = MarkerShape.Disc }] : ImmutableArray<LegendEntry>.Empty,
                .. dots[true].Any() ? [new LegendEntry("start-up trial") { Color = StartUpColor, Marker = MarkerShape.Disc }]
                    : ImmutableArray<LegendEntry>.Empty,
            ],
        };
    }

    private static LineSeries Dots(IEnumerable<TrialRecord> trials, int? color, string label) => new()
    {
        Label = label,
        Points = [],
        Color = color,
        Markers = [.. trials.Select(t => new ChartMarker(new ChartPoint(t.Number, t.Objective!.Value), MarkerShape.Disc))],
    };

    private static IEnumerable<ChartPoint> Stairs(Step[] steps)
    {
        for (int i = 0; i < steps.Length; i++)
        {
            if (i > 0 && steps[i].IsBetter)
                yield return new ChartPoint(steps[i].Trial, steps[i - 1].Best);
            if (steps[i].IsBetter || i == steps.Length - 1)
                yield return new ChartPoint(steps[i].Trial, steps[i].Best);
        }
    }

    private static ChartTable Tabulate(SweepSnapshot snapshot, Step[] steps, ChartPoint[] random)
    {
        string metric = snapshot.Sweep.Objective.Metric;
        int stride = (steps.Length + MostRows - 1) / MostRows;
        Step[] shown = [.. steps.Where((s, i) => i % stride == 0 || s.IsBetter || i == steps.Length - 1)];
        string[] expected = random.Length == 0 ? [] : ["Random order, on average"];
        return new ChartTable(
            ["Trial", "Best so far", "Of trial", .. expected],
            [
                .. shown.Select(s => (ImmutableArray<string>)
                [
                    Numbers.Count(s.Trial), snapshot.Formats.Format(metric, s.Best), Numbers.Count(s.BestTrial),
                    .. random.Length == 0 ? [] : new[] { snapshot.Formats.Format(metric, random.Where(r => r.X == s.Trial)
                        .Select(r => (double?)r.Y).FirstOrDefault()) },
                ]),
            ]);
    }

    private sealed record Step(int Trial, double Best, int BestTrial, bool IsBetter);
}
