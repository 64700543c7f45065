using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// How the best objective went over the trials of a sweep, in the order of their numbers, and over the time in which they ended;
/// and how it would have gone on average had the trials that were chosen without looking at results come in a random order. With
/// repeats or folds it is of settings by their means, each from the last of its trials on.
/// </summary>
public sealed record BestSoFar
{
    /// <summary>Of more trials or settings there are no dots, which would be a cloud.</summary>
    public const int MostDots = 400;
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

    /// <summary>
    /// The number of the best trial, of equal ones the first; with repeats, of the best trial of the best setting.
    /// </summary>
    public required int BestTrial { get; init; }

    /// <summary>How many came after it.</summary>
    public required int Later { get; init; }

    /// <summary>Whether there is a line of random order.</summary>
    public required bool HasRandomOrder { get; init; }

    /// <summary>Null where nothing is ranked, or but one trial.</summary>
    public static BestSoFar? Of(SweepSnapshot snapshot)
    {
        Entry[] entries = [.. Entries(snapshot)];
        if (snapshot.Sweep.Objective.IsNone || entries.Length < 2)
            return null;
        Goal goal = snapshot.Sweep.Objective.Goal;
        Course over = OverTrials(snapshot, entries, goal);
        Course? overTime = OverTime(snapshot, entries, goal);
        return new BestSoFar
        {
            Chart = Draw(snapshot, over),
            Table = Tabulate(snapshot, over),
            ChartOverTime = overTime is null ? null : Draw(snapshot, overTime),
            TableOverTime = overTime is null ? null : Tabulate(snapshot, overTime),
            BestTrial = over.Steps[^1].BestTrial,
            Later = over.Steps.Reverse().TakeWhile(s => !s.IsBetter).Count(),
            HasRandomOrder = over.Random.Length > 0,
        };
    }

    // Trials; or settings, each with its best trial to stand for it.
    private static IEnumerable<Entry> Entries(SweepSnapshot snapshot) => snapshot.Cells.HasRepeats
        ? snapshot.Cells.Entries.Select(e => e.Cell)
            .Where(c => c.Objective is { } objective && double.IsFinite(objective.Mean))
            .Select(c => new Entry(c.Averaged.Max(t => t.Number), Leaderboard.Rank(c.Averaged, snapshot.Cells.Goal)[0].Trial,
                c.Objective!.Mean, c.Trials))
            .OrderBy(e => e.X)
        : snapshot.Trials.Where(t => Leaderboard.IsRanked(t) && double.IsFinite(t.Objective!.Value))
            .Select(t => new Entry(t.Number, t, t.Objective!.Value, [t]));

    private static bool IsDrawn(SweepSnapshot snapshot, TrialRecord trial) =>
        snapshot.Search is SearchFindings search && search.StartUp.Contains(trial.Number);

    private static Course OverTrials(SweepSnapshot snapshot, Entry[] entries, Goal goal)
    {
        Entry[] drawn = [.. entries.Where(e => IsDrawn(snapshot, e.Trial))];
        ChartPoint[] expected = drawn.Length < 2 ? [] : [.. drawn.Zip(
            RandomOrder.ByCount([.. drawn.Select(e => e.Value)], goal), (e, value) => new ChartPoint(e.X, value))];
        int stride = (expected.Length + MostPoints - 1) / MostPoints;
        return new Course(
            [.. StepsOf(entries, goal)],
            [.. expected.Where((_, i) => i % stride == 0 || i == expected.Length - 1)],
            new Axis { Title = "Trial", Low = entries[0].X - 0.5, High = entries[^1].X + 0.5, Unit = AxisUnit.Whole },
            "Trial");
    }

    private static Course? OverTime(SweepSnapshot snapshot, Entry[] entries, Goal goal)
    {
        if (TrialTimes.Of(snapshot.Trials) is not TrialTimes times || times.Total <= 0)
            return null;
        (string unit, double length) = times.Unit;
        Dictionary<int, TimedTrial> timed = times.Trials.ToDictionary(t => t.Trial.Number);
        Entry[] ended = [.. entries.Where(e => e.Trials.Any(t => timed.ContainsKey(t.Number)))
            .Select(e => e with
            {
                X = e.Trials.Max(t => timed.TryGetValue(t.Number, out TimedTrial one) ? one.End : 0) / length,
            })
            .OrderBy(e => e.X).ThenBy(e => e.Trial.Number)];
        if (ended.Length < 2)
            return null;
        TimedTrial[] drawn = [.. times.Trials.Where(t => IsDrawn(snapshot, t.Trial))];
        return new Course(
            [.. StepsOf(ended, goal)],
            [.. RandomOverTime(snapshot, drawn, ended, goal).Select(p => new ChartPoint(p.X / length, p.Y))],
            new Axis { Title = $"Time since the first start ({unit})", Low = 0, High = times.Total / length },
            $"Time ({unit})");
    }

    // As many run at once as did on average, and all together take as long; all trials of a setting run beside each other.
    private static IEnumerable<ChartPoint> RandomOverTime(
        SweepSnapshot snapshot, TimedTrial[] drawn, Entry[] entries, Goal goal)
    {
        Dictionary<int, double> values = entries.SelectMany(e => e.Trials, (e, t) => (t.Number, e.Value)).ToDictionary();
        if (drawn.Count(t => values.ContainsKey(t.Trial.Number)) < 2)
            return [];
        double start = drawn.Min(t => t.Start), span = drawn.Max(t => t.End) - start, sum = drawn.Sum(t => t.End - t.Start);
        if (sum <= 0)
            return [];
        double atOnce = Math.Max(1, Math.Round(sum / span));
        bool areCells = snapshot.Cells.HasRepeats;
        (double, double?)[] runs = [.. drawn.GroupBy(t => areCells ? (object)t.Trial.Values : t.Trial.Number).Select(g => (
            g.Sum(t => t.End - t.Start) * (span / sum) * (areCells ? 1 : atOnce),
            values.TryGetValue(g.First().Trial.Number, out double value) ? value : (double?)null))];
        double[] times = [.. Enumerable.Range(1, MostPoints).Select(i => span * i / MostPoints)];
        double?[] best = RandomOrder.ByTime(runs, areCells ? 1 : (int)atOnce, times, goal);
        return times.Zip(best).Where(p => p.Second is not null).Select(p => new ChartPoint(start + p.First, p.Second!.Value));
    }

    private static IEnumerable<Step> StepsOf(IEnumerable<Entry> entries, Goal goal)
    {
        (double? best, int of) = (null, 0);
        foreach (Entry entry in entries)
        {
            bool isBetter = goal.IsBetter(entry.Value, best);
            if (isBetter)
                (best, of) = (entry.Value, entry.Trial.Number);
            yield return new Step(entry.X, entry, best!.Value, of, isBetter);
        }
    }

    private static LineChart Draw(SweepSnapshot snapshot, Course course)
    {
        (Step[] steps, ChartPoint[] random) = (course.Steps, course.Random);
        string metric = snapshot.Sweep.Objective.Metric, words = MetricName.Parse(metric).Words;
        ValueRange shown = ValueRange.WithoutOutliers(steps.Select(s => s.Entry.Value))!.Value;
        double low = Math.Min(shown.Low, steps.Min(s => s.Best)), high = Math.Max(shown.High, steps.Max(s => s.Best));
        bool tellsStartUp = snapshot.Search is { Learns: true };
        ILookup<bool, Step> dots = steps.Take(steps.Length > MostDots ? 0 : MostDots)
            .ToLookup(s => tellsStartUp && IsDrawn(snapshot, s.Entry.Trial));
        bool isOverTime = course.X.Unit != AxisUnit.Whole;
        string kind = snapshot.Cells.HasRepeats ? "setting" : "trial", mean = snapshot.Cells.HasRepeats ? "mean " : "";
        return new LineChart
        {
            Title = MetricName.Capital($"best {mean}{words} so far{(isOverTime ? ", over time" : "")}"),
            Description = $"The best {mean}{words} over {(isOverTime ? "the time of " : "")}"
                + $"{Numbers.Count(steps.Length, kind)}: "
                + $"{snapshot.Formats.Format(metric, steps[0].Best)} after the first, "
                + $"{snapshot.Formats.Format(metric, steps[^1].Best)} from {(mean.Length > 0 ? "the setting of " : "")}trial "
                + $"{Numbers.Count(steps[^1].BestTrial)} on."
                + (random.Length == 0 ? ""
                    : " A random order of the trials that looked at no results reaches "
                        + $"{snapshot.Formats.Format(metric, random[^1].Y)} on average at their end."),
            X = course.X,
            Y = AxisRange.Around(low, high, snapshot.Formats.Title(mean + words, metric), snapshot.Formats.UnitOf(metric)),
            Series =
            [
                Dots(dots[false], BestColor, $"{kind}s"),
                Dots(dots[true], StartUpColor, $"start-up {kind}s"),
                .. random.Length == 0 ? [] : new[] { new LineSeries { Label = "random order, on average", Points = [.. random],
                    Color = RandomColor, Pattern = LinePattern.Dashed } },
                new LineSeries { Label = "best so far", Points = [.. Stairs(steps)], Color = BestColor },
            ],
            Legend =
            [
                new LegendEntry("best so far") { Color = BestColor },
                .. random.Length == 0 ? [] : new[] { new LegendEntry("random order, on average") { Color = RandomColor,
                    Pattern = LinePattern.Dashed } },
                .. dots[false].Any() ? [new LegendEntry(tellsStartUp ? $"{kind} proposed from results"
                    : kind) { Color = BestColor, Marker = MarkerShape.Disc }] : ImmutableArray<LegendEntry>.Empty,
                .. dots[true].Any() ? [new LegendEntry($"start-up {kind}") { Color = StartUpColor, Marker = MarkerShape.Disc }]
                    : ImmutableArray<LegendEntry>.Empty,
            ],
        };
    }

    private static LineSeries Dots(IEnumerable<Step> steps, int? color, string label) => new()
    {
        Label = label,
        Points = [],
        Color = color,
        Markers = [.. steps.Select(s => new ChartMarker(new ChartPoint(s.X, s.Entry.Value), MarkerShape.Disc))],
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
                    isOverTime ? Numbers.Significant(s.X, 3) : Numbers.Count((int)s.X),
                    snapshot.Formats.Format(metric, s.Best), Numbers.Count(s.BestTrial),
                    .. random.Length == 0 ? [] : new[] { snapshot.Formats.Format(metric, Random(s.X)) },
                ]),
            ]);
    }

    /// <summary>What a chart shows.</summary>
    private sealed record Course(Step[] Steps, ChartPoint[] Random, Axis X, string Column);

    /// <summary>What is ranked: a trial, or a setting with its best trial and all that it has.</summary>
    private sealed record Entry(double X, TrialRecord Trial, double Value, ImmutableArray<TrialRecord> Trials);

    private sealed record Step(double X, Entry Entry, double Best, int BestTrial, bool IsBetter);
}
