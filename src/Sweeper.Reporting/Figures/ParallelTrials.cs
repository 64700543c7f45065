using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>Shows trials as lines across an axis per hyperparameter and one for the objective.</summary>
public static class ParallelTrials
{
    /// <summary>So many of the best trials are drawn.</summary>
    public const int MostTrials = 400;

    // One of so many is in front of the others.
    private const int FrontShare = 10;
    private const int MostAxes = 12;
    private const double Spread = 0.05;

    /// <summary>The chart; null when fewer than two hyperparameters vary or no trial has a finite objective.</summary>
    public static ParallelChart? Of(SweepSnapshot snapshot)
    {
        HyperparameterScale[] scales = [.. snapshot.Scales.Where(s => s.Values.Length > 1).Take(MostAxes)];
        LeaderboardEntry[] entries =
            [.. Leaderboard.Rank(snapshot.Comparable.Trials, snapshot.Sweep.Objective.Goal).Where(e => e.Rank is not null)];

        // With repeats the luckiest trial is not the one that stands for the sweep.
        TrialRecord? best = snapshot.Comparable.Epoch is null ? snapshot.Best : null;
        TrialRecord[] trials =
        [
            .. entries.Where(e => double.IsFinite(e.Trial.Objective!.Value)).Select(e => e.Trial)
                .OrderBy(t => t.Number != best?.Number).Take(MostTrials),
        ];
        if (scales.Length < 2 || trials.Length == 0)
            return null;
        int ranked = entries.Length;

        string metric = snapshot.Sweep.Objective.Metric, words = snapshot.ComparedWords;
        ValueRange shown = ValueRange.WithoutOutliers(trials.Select(t => t.Objective!.Value))!.Value;
        Axis objective = AxisRange.Around(shown.Low, shown.High, snapshot.Formats.Title(words, metric),
            snapshot.Formats.UnitOf(metric));
        Func<TrialRecord, double>[] places =
        [
            .. scales.Select(s => PlaceOn(s, trials)),
            t => Math.Clamp((t.Objective!.Value - objective.Low) / (objective.High - objective.Low), 0, 1),
        ];
        return new ParallelChart
        {
            Title = $"Hyperparameters and {words} of each trial",
            Description = $"A line for each of {Numbers.Count(trials.Length)} trials across the axes "
                + $"{string.Join(", ", scales.Select(s => s.Name))} "
                + $"and {words}. The leaderboard has the same values as a table.{snapshot.ComparedNote}",
            Axes = [.. scales.Select(AxisOf), new ParallelAxis(objective.Title, Ticks(objective))],
            Lines = [.. trials.Select((t, i) => new ParallelLine(t.Number, [.. places.Select(p => p(t))],
                RankOf(i, ranked))).Reverse()],
            BestTitle = $"trial {trials[0].Number.ToString(CultureInfo.InvariantCulture)}, the best"
                + (snapshot.Comparable.Epoch is int epoch ? $" at epoch {Numbers.Count(epoch)}" : ""),
        };
    }

    private static ParallelRank RankOf(int place, int ranked) =>
        place == 0 ? ParallelRank.Best : place < (ranked + FrontShare - 1) / FrontShare
            ? ParallelRank.Front
            : ParallelRank.Behind;

    private static Func<TrialRecord, double> PlaceOn(HyperparameterScale scale, TrialRecord[] trials)
    {
        if (scale.IsRange)
        {
            (double low, double high) = Ends(scale);
            return t => t.Values.Find(scale.Name) is NumberValue number
                ? (Scaled(scale, number.Number) - low) / (high - low)
                : double.NaN;
        }

        Dictionary<HyperparameterValue, int> order = Order(scale).Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);
        Dictionary<int, double> shifts = Shifts(scale, trials);
        return t => t.Values.Find(scale.Name) is HyperparameterValue value
            ? Place(order[value], order.Count) + shifts[t.Number]
            : double.NaN;
    }

    // Trials with one value are spread around it a little, so that each has a line of its own to point at.
    private static Dictionary<int, double> Shifts(HyperparameterScale scale, TrialRecord[] trials) => trials
        .GroupBy(t => t.Values.Find(scale.Name))
        .SelectMany(g => g.Select((t, i) => (t.Number, Shift: Spread * ((i + 0.5) / g.Count() - 0.5))))
        .ToDictionary(s => s.Number, s => s.Shift);

    private static ParallelAxis AxisOf(HyperparameterScale scale)
    {
        if (!scale.IsRange)
        {
            HyperparameterValue[] order = [.. Order(scale)];
            return new ParallelAxis(scale.Name, [.. order.Select((v, i) => (Place(i, order.Length), scale.Label(v)))]);
        }

        double first = ((NumberValue)scale.Values[0]).Number, last = ((NumberValue)scale.Values[^1]).Number;
        (double low, double high) = Ends(scale);
        Axis axis = new()
        {
            Title = scale.Name, Low = first, High = last, Scale = scale.IsLogarithmic ? AxisScale.Logarithmic : AxisScale.Linear,
        };
        return new ParallelAxis(
            scale.IsLogarithmic ? $"{scale.Name} (log)" : scale.Name,
            [.. AxisTicks.Of(axis).Select(t => ((Scaled(scale, t.Value) - low) / (high - low), t.Label))]);
    }

    private static ImmutableArray<(double, string)> Ticks(Axis axis) =>
        [.. AxisTicks.Of(axis).Select(t => ((t.Value - axis.Low) / (axis.High - axis.Low), t.Label))];

    private static IEnumerable<HyperparameterValue> Order(HyperparameterScale scale) =>
        scale.Values.All(v => NumberOf(v) is not null) ? scale.Values.OrderBy(NumberOf) : scale.Values.Reverse();

    // Architectures such as "64" are texts, and ascend like the numbers beside them.
    private static double? NumberOf(HyperparameterValue value) =>
        double.TryParse(ValueWords.Of(value), CultureInfo.InvariantCulture, out double number) ? number : null;

    private static (double Low, double High) Ends(HyperparameterScale scale) =>
        (Scaled(scale, ((NumberValue)scale.Values[0]).Number), Scaled(scale, ((NumberValue)scale.Values[^1]).Number));

    private static double Scaled(HyperparameterScale scale, double number) => scale.IsLogarithmic ? Math.Log10(number) : number;

    private static double Place(int index, int count) => count == 1 ? 0.5 : (double)index / (count - 1);
}
