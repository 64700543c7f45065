using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Figures;

/// <summary>Makes the tables that go with charts.</summary>
internal static class ChartTables
{
    // Epochs of a long curve are left out evenly; the report's data has them all.
    private const int MostEpochs = 30;

    public static ChartTable Of(HeatmapChart chart) => new(
        [$"{chart.RowTitle} \\ {chart.ColumnTitle}", .. chart.Columns],
        [.. chart.Rows.Select((row, r) => (ImmutableArray<string>)[row, .. chart.Cells[r].Select(Text)])]);

    public static ChartTable Of(DotChart chart) => new(
        [chart.CategoryTitle, "Trials", "Lowest", "Mean", "Highest"],
        [.. chart.Categories.Select(c => (ImmutableArray<string>)
        [
            c.Label,
            Numbers.Count(c.Count),
            c.Values.IsEmpty ? "–" : Text(chart.Value.Unit, c.Values.Min(v => v.Value)),
            c.Text,
            c.Values.IsEmpty ? "–" : Text(chart.Value.Unit, c.Values.Max(v => v.Value)),
        ])]);

    public static ChartTable Of(BarChart chart) =>
        new([chart.CategoryTitle, chart.Value.Title], [.. chart.Bars.Select(b => (ImmutableArray<string>)[b.Label, b.Text])]);

    public static ChartTable Of(ScatterChart chart, string trial) => new(
        [trial, chart.X.Title, chart.Y.Title],
        [.. chart.Dots.OrderBy(d => d.At.X).Select(d => (ImmutableArray<string>)
        [
            Numbers.Count(d.Trial), Numbers.Significant(d.At.X, 4), Text(chart.Y.Unit, d.At.Y),
        ])]);

    /// <summary>The lines in the foreground, epoch by epoch.</summary>
    public static ChartTable Of(LineChart chart)
    {
        LineSeries[] lines = [.. chart.Series.Where(s => s.Color is not null).Reverse()];
        if (lines.Length == 0)
            lines = [.. chart.Series.Take(1)];
        double[] epochs = [.. lines.SelectMany(l => l.Points).Select(p => p.X).Distinct().Order()];
        int stride = (epochs.Length + MostEpochs - 1) / MostEpochs;
        Dictionary<double, double>[] values = [.. lines.Select(l => l.Points.DistinctBy(p => p.X)
            .ToDictionary(p => p.X, p => p.Y))];
        return new ChartTable(
            [chart.X.Title, .. lines.Select(l => l.Label)],
            [
                .. epochs.Where((_, i) => i % stride == 0 || i == epochs.Length - 1).Select(e => (ImmutableArray<string>)
                [
                    Numbers.Rounded(e, 0), .. values.Select(v => v.TryGetValue(e, out double y) ? Text(chart.Y.Unit, y) : "–"),
                ]),
            ]);
    }

    private static string Text(HeatmapCell cell) =>
        cell.Label.Length == 0 ? "0" : cell.Detail.Length == 0 ? cell.Label : $"{cell.Label} ({cell.Detail})";

    private static string Text(AxisUnit unit, double value) =>
        unit == AxisUnit.Percent ? Numbers.Percent(value) : Numbers.Format(value);
}
