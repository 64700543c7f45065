using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// How the best objective went over the trials of a sweep, in the order of their numbers, and over the time in which they ended;
/// and how it would have gone on average had the trials that were chosen without looking at results come in a random order.
/// </summary>
public sealed record BestSoFar
{
    // More dots than that are a cloud.
    private const int MostDots = 400;
    private const int MostRows = 30;
    private const int MostPoints = 200;

    private const int BestColor = 0;
    private const int RandomColor = 1;
    private const int StartUpColor = 2;

    /// <summary>Over the trials.</summary>
    public required LineChart Chart { get; init; }

    /// <summary>The trials that improved on all before them, and some between, as a table.</summary>
    public required ChartTable Table { get; init; }

    /// <summary>Over the time since the first start, without pauses; null where it was not recorded.</summary>
    public required LineChart? ChartOverTime { get; init; }

    /// <summary>The same as <see cref="Table"/> over time; null where that is.</summary>
    public required ChartTable? TableOverTime { get; init; }

    /// <summary>The number of the best trial, of equal ones the first.</summary>
    public required int BestTrial { get; init; }

    /// <summary>Whether there is a line of random order.</summary>
    public required bool HasRandomOrder { get; init; }

    /// <summary>Null where nothing is ranked, or but one trial.</summary>
    public static BestSoFar? Of(SweepSnapshot snapshot)
    {
        TrialRecord[] trials = [.. snapshot.Trials.Where(IsShown)];
        if (snapshot.Sweep.Objective.IsNone || trials.Length < 2)
            return null;
        Goal goal = snapshot.Sweep.Objective.Goal;
        Course over = OverTrials(snapshot, trials, goal);
        Course? overTime = OverTime(snapshot, goal);
        return new BestSoFar
        {
            Chart = Draw(snapshot, over),
            Table = Tabulate(snapshot, over),
            ChartOverTime = overTime is null ? null : Draw(snapshot, overTime),
            TableOverTime = overTime is null ? null : Tabulate(snapshot, overTime),
            BestTrial = over.Steps[^1].BestTrial,
            HasRandomOrder = over.Random.Length > 0,
        };
    }

    private static bool IsShown(TrialRecord trial) =>
        Leaderboard.IsRanked(trial) && double.IsFinite(trial.Objective!.Value);

    private static bool IsDrawn(SweepSnapshot snapshot, TrialRecord trial) =>
        snapshot.Search is SearchFindings search && search.StartUp.Contains(trial.Number);

    private static Course OverTrials(SweepSnapshot snapshot, TrialRecord[] trials, Goal goal)
    {
        TrialRecord[] drawn = [.. trials.Where(t => IsDrawn(snapshot, t))];
        ChartPoint[] expected = drawn.Length < 2 ? [] : [.. drawn.Zip(
            RandomOrder.ByCount([.. drawn.Select(t => t.Objective!.Value)], goal), (t, e) => new ChartPoint(t.Number, e))];
        int stride = (expected.Length + MostPoints - 1) / MostPoints;
        return new Course(
            [.. StepsOf(trials.Select(t => ((double)t.Number, t)), goal)],
            [.. expected.Where((_, i) => i % stride == 0 || i == expected.Length - 1)],
            new Axis { Title = "Trial", Low = trials[0].Number - 0.5, High = trials[^1].Number + 0.5, Unit = AxisUnit.Whole },
            "Trial");
    }

    private static Course? OverTime(SweepSnapshot snapshot, Goal goal)
    {
        if (TrialTimes.Of(snapshot.Trials) is not TrialTimes times || times.Total <= 0
            || times.Trials.Count(t => IsShown(t.Trial)) < 2)
            return null;
        (string unit, double length) = times.Unit;
        TimedTrial[] drawn = [.. times.Trials.Where(t => IsDrawn(snapshot, t.Trial))];
        return new Course(
            [.. StepsOf(times.Trials.Where(t => IsShown(t.Trial)).OrderBy(t => t.End).ThenBy(t => t.Trial.Number)
                .Select(t => (t.End / length, t.Trial)), goal)],
            [.. drawn.Count(t => IsShown(t.Trial)) < 2 ? [] : RandomOverTime(drawn, goal)
                .Select(p => new ChartPoint(p.X / length, p.Y))],
            new Axis { Title = $"Time since the first start ({unit})", Low = 0, High = times.Total / length },
            $"Time ({unit})");
    }

    // As many run at once as did on average.
    private static IEnumerable<ChartPoint> RandomOverTime(TimedTrial[] drawn, Goal goal)
    {
        double start = drawn.Min(t => t.Start), end = drawn.Max(t => t.End), span = end - start;
        if (span <= 0)
            return [];
        int atOnce = Math.Max(1, (int)Math.Round(drawn.Sum(t => t.End - t.Start) / span));
        double[] times = [.. Enumerable.Range(1, MostPoints).Select(i => start + (span * i / MostPoints))];
        double?[] best = RandomOrder.ByTime(
            [.. drawn.Select(t => (t.End - t.Start, IsShown(t.Trial) ? t.Trial.Objective : null))], atOnce,
            [.. times.Select(t => t - start)], goal);
        return times.Zip(best).Where(p => p.Second is not null).Select(p => new ChartPoint(p.First, p.Second!.Value));
    }

    private static IEnumerable<Step> StepsOf(IEnumerable<(double X, TrialRecord Trial)> trials, Goal goal)
    {
        (double? best, int of) = (null, 0);
        foreach ((double x, TrialRecord trial) in trials)
        {
            bool isBetter = goal.IsBetter(trial.Objective!.Value, best);
            if (isBetter)
                (best, of) = (trial.Objective.Value, trial.Number);
            yield return new Step(x, trial, best!.Value, of, isBetter);
        }
    }

    private static LineChart Draw(SweepSnapshot snapshot, Course course)
    {
        (Step[] steps, ChartPoint[] random) = (course.Steps, course.Random);
        string metric = snapshot.Sweep.Objective.Metric, words = MetricName.Parse(metric).Words;
        ValueRange shown = ValueRange.WithoutOutliers(steps.Select(s => s.Trial.Objective!.Value))!.Value;
        double low = Math.Min(shown.Low, steps.Min(s => s.Best)), high = Math.Max(shown.High, steps.Max(s => s.Best));
        bool tellsStartUp = snapshot.Search is { Learns: true };
        ILookup<bool, Step> dots = steps.Take(steps.Length > MostDots ? 0 : MostDots)
            .ToLookup(s => tellsStartUp && IsDrawn(snapshot, s.Trial));
        bool isOverTime = course.X.Unit != AxisUnit.Whole;
        return new LineChart
        {
            Title = MetricName.Capital($"best {words} so far{(isOverTime ? ", over time" : "")}"),
            Description = $"The best {words} over {(isOverTime ? "the time of " : "")}{Numbers.Count(steps.Length)} trials: "
                + $"{snapshot.Formats.Format(metric, steps[0].Best)} after the first, "
                + $"{snapshot.Formats.Format(metric, steps[^1].Best)} from trial {Numbers.Count(steps[^1].BestTrial)} on."
                + (random.Length == 0 ? ""
                    : " A random order of the trials that looked at no results reaches "
                        + $"{snapshot.Formats.Format(metric, random[^1].Y)} on average at their end."),
            X = course.X,
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

    private static LineSeries Dots(IEnumerable<Step> steps, int? color, string label) => new()
    {
        Label = label,
        Points = [],
        Color = color,
        Markers = [.. steps.Select(s => new ChartMarker(new ChartPoint(s.X, s.Trial.Objective!.Value), MarkerShape.Disc))],
    };

    private static IEnumerable<ChartPoint> Stairs(Step[] steps)
    {
        for (int i = 0; i < steps.Length; i++)
        {
            if (i > 0 && steps[i].IsBetter)
                yield return new ChartPoint(steps[i].X, steps[i - 1].Best);
            if (steps[i].IsBetter || i == steps.Length - 1)
                yield return new ChartPoint(steps[i].X, steps[i].Best);
        }
    }

    private static ChartTable Tabulate(SweepSnapshot snapshot, Course course)
    {
        string metric = snapshot.Sweep.Objective.Metric;
        (Step[] steps, ChartPoint[] random) = (course.Steps, course.Random);
        bool isOverTime = course.X.Unit != AxisUnit.Whole;
        int stride = (steps.Length + MostRows - 1) / MostRows;
        Step[] shown = [.. steps.Where((s, i) => i % stride == 0 || s.IsBetter || i == steps.Length - 1)];
        string[] expected = random.Length == 0 ? [] : ["Random order, on average"];
        double? Random(double x) =>
            random.Where(r => isOverTime ? r.X <= x * (1 + 1e-9) : r.X == x).Select(r => (double?)r.Y).LastOrDefault();
        return new ChartTable(
            [course.Column, "Best so far", "Of trial", .. expected],
            [
                .. shown.Select(s => (ImmutableArray<string>)
                [
                    isOverTime ? Numbers.Significant(s.X, 3) : Numbers.Count(s.Trial.Number),
                    snapshot.Formats.Format(metric, s.Best), Numbers.Count(s.BestTrial),
                    .. random.Length == 0 ? [] : new[] { snapshot.Formats.Format(metric, Random(s.X)) },
                ]),
            ]);
    }

    /// <summary>What a chart shows.</summary>
    private sealed record Course(Step[] Steps, ChartPoint[] Random, Axis X, string Column);

    private sealed record Step(double X, TrialRecord Trial, double Best, int BestTrial, bool IsBetter);
}
