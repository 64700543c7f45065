using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>Shows the objective over two hyperparameters.</summary>
public static class ObjectiveHeatmap
{
    /// <summary>A hyperparameter with more values than this does not fit a heatmap.</summary>
    public const int MostValues = 32;

    /// <summary>So many pairs of hyperparameters are shown.</summary>
    public const int MostPairs = 6;

    /// <summary>
    /// A heatmap for each pair of swept hyperparameters, at most <paramref name="most"/>: first the pair on which the
    /// objective depends most, by the importance of the hyperparameters and, where that says nothing, the spread of marginal
    /// means. All have one colour scale.
    /// </summary>
    public static ImmutableArray<HeatmapChart> All(SweepSnapshot snapshot, int most)
    {
        Dictionary<string, double> shares = snapshot.Importance.MainEffects.ToDictionary(e => e.Hyperparameter, e => e.Share);
        Hyperparameter[] swept =
        [
            .. MarginalMeans.BySpread(snapshot.Levelled.Trials, snapshot.Levelled.Space)
                .OrderByDescending(h => shares.GetValueOrDefault(h.Name))
                .Where(h => h.Values.Length <= MostValues),
        ];
        IEnumerable<ObjectiveTable> pairs = from second in Enumerable.Range(1, Math.Max(0, swept.Length - 1))
                                            from first in Enumerable.Range(0, second)
                                            select Table(snapshot, swept[first], swept[second]);
        ObjectiveTable[] tables = [.. pairs.Take(most)];
        ColorScale? scale = Scale(snapshot, tables.SelectMany(Means));
        return [.. tables.Select(t => Chart(snapshot, t, scale))];
    }

    // Long labels go to the rows, where there is room for them.
    private static ObjectiveTable Table(SweepSnapshot snapshot, Hyperparameter first, Hyperparameter second) =>
        LongestLabel(second) > LongestLabel(first)
            ? ObjectiveTable.Of(snapshot.Levelled.Trials, second, first)
            : ObjectiveTable.Of(snapshot.Levelled.Trials, first, second);

    private static IEnumerable<double> Means(ObjectiveTable table) =>
        table.Cells.SelectMany(r => r).Select(c => c.Mean).OfType<double>();

    private static HeatmapChart Chart(SweepSnapshot snapshot, ObjectiveTable table, ColorScale? scale)
    {
        (Hyperparameter rows, Hyperparameter columns) = (table.Rows, table.Columns);
        double[] means = [.. Means(table)];
        Objective objective = snapshot.Sweep.Objective;
        bool areEqual = means.Length > 1 && means.All(m => m == means[0]);
        double? best = means.Length == 0 ? null : objective.Goal == Goal.Maximize ? means.Max() : means.Min();
        string metric = snapshot.ComparedWords;
        return new HeatmapChart
        {
            Title = MetricName.Capital($"{metric} by {rows.Name} and {columns.Name}"),
            Description = $"The {metric} at each value of {rows.Name} and {columns.Name}, {Meaning(table)}. "
                + (best is null ? "No cell has a value."
                    : $"The best cell has {snapshot.Formats.Format(objective.Metric, best)}.")
                + snapshot.ComparedNote,
            CellMeaning = Meaning(table),
            RowTitle = rows.Name,
            ColumnTitle = columns.Name,
            Rows = [.. rows.Values.Select(snapshot.Levelled[rows.Name].Label)],
            Columns = [.. columns.Values.Select(snapshot.Levelled[columns.Name].Label)],
            Cells =
            [
                .. table.Cells.Select((row, r) =>
                    row.Select((cell, c) => Cell(snapshot, table, r, c, areEqual ? null : best)).ToImmutableArray()),
            ],
            Scale = scale,
        };
    }

    /// <summary>What a cell shows: a single trial, or a mean over how many.</summary>
    private static string Meaning(ObjectiveTable table)
    {
        int[] counts = [.. table.Cells.SelectMany(r => r).Select(c => c.Ranked).Where(n => n > 0)];
        if (counts.Length == 0 || counts.Max() == 1)
            return "one trial per cell";
        return counts.Min() == counts.Max()
            ? $"mean over {counts[0]} trials per cell"
            : $"mean over {counts.Min()} to {counts.Max()} trials per cell";
    }

    private static int LongestLabel(Hyperparameter hyperparameter) => hyperparameter.Values.Max(v => ValueWords.Of(v).Length);

    private static HeatmapCell Cell(SweepSnapshot snapshot, ObjectiveTable table, int row, int column, double? best)
    {
        ObjectiveCell cell = table.Cells[row][column];
        string place = $"{Place(snapshot, table.Rows, row)}, {Place(snapshot, table.Columns, column)}";
        string value = snapshot.Formats.Format(snapshot.Sweep.Objective.Metric, cell.Mean);
        string failed = cell.Failed == 0 ? "" : $", {cell.Failed} failed";
        return cell.State switch
        {
            ObjectiveCellState.Measured => new HeatmapCell
            {
                Kind = HeatmapCellKind.Value,
                Value = cell.Mean!.Value,
                Label = value,
                Description = $"{place}: {value} ({(cell.Ranked == 1 ? "1 trial" : $"mean of {cell.Ranked} trials")}{failed})",
                IsMarked = cell.Mean == best,
                Trials = cell.Trials,
            },
            ObjectiveCellState.Failed =>
                WithoutValue(cell, HeatmapCellKind.Failed, NameTogether(snapshot, cell), $"{place}: no value{failed}"),
            ObjectiveCellState.Waiting => WithoutValue(
                cell, HeatmapCellKind.Empty, NameTogether(snapshot, cell), $"{place}: {NameTogether(snapshot, cell)}"),
            _ => WithoutValue(cell, HeatmapCellKind.Empty, "–", $"{place}: no trial"),
        };
    }

    private static string NameTogether(SweepSnapshot snapshot, ObjectiveCell cell) =>
        TrialStates.NameTogether(snapshot.Trials.Where(t => cell.Trials.Contains(t.Number)).Select(t => t.State));

    private static string Place(SweepSnapshot snapshot, Hyperparameter axis, int level) =>
        $"{axis.Name} {snapshot.Levelled[axis.Name].Label(axis.Values[level])}";

    private static HeatmapCell WithoutValue(ObjectiveCell cell, HeatmapCellKind kind, string label, string description) =>
        new() { Kind = kind, Label = label, Description = description, Trials = cell.Trials };

    private static ColorScale? Scale(SweepSnapshot snapshot, IEnumerable<double> means)
    {
        if (ValueRange.WithoutOutliers(means) is not ValueRange range)
            return null;

        Objective objective = snapshot.Sweep.Objective;
        string words = snapshot.ComparedWords;
        return new ColorScale
        {
            Title = snapshot.Formats.Title(words, objective.Metric) + ", brighter is better",
            Low = range.Low,
            High = range.High,
            Unit = snapshot.Formats.UnitOf(objective.Metric),
            IsReversed = objective.Goal == Goal.Minimize,
            CutsLow = range.CutsLow,
            CutsHigh = range.CutsHigh,
        };
    }
}
