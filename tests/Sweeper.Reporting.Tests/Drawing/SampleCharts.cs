using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Tests.Drawing;

/// <summary>Charts as the report makes them, with what drawing is bad at.</summary>
internal static class SampleCharts
{
    public const string Hostile = "</text><script>\u0001\u202e\ud800&\"'";

    /// <summary>Two curves, one with gaps and an infinity, a band, and marks.</summary>
    public static LineChart Lines(AxisScale scale = AxisScale.Linear) => new()
    {
        Title = "Loss by epoch",
        Description = "It falls.",
        X = new Axis { Title = "Epoch", Low = 1, High = 4, Unit = AxisUnit.Whole },
        Y = new Axis { Title = "Loss", Low = 0.001, High = 2, Scale = scale },
        Series =
        [
            Series(null, 2.5, 1.5, 0.5, 0.4) with { IsPruned = true },
            Series(0, 1, double.NaN, double.PositiveInfinity, 0.002) with
            {
                Label = Hostile,
                Markers = [new ChartMarker(new ChartPoint(4, 0.002), MarkerShape.Disc),
                    new ChartMarker(new ChartPoint(4, 0.002), MarkerShape.Stop)],
            },
            Series(1, 1, 0.1, 0, -1) with { Pattern = LinePattern.Dashed },
        ],
        Bands = [new LineBand(0, Points(0.5, double.NegativeInfinity, 0.1, 0), Points(1, 1, 5, 1))],
        Legend = [new LegendEntry("trial 1") { Color = 0 }, new LegendEntry("others") { IsBackground = true },
            new LegendEntry("best epoch") { Marker = MarkerShape.Disc }],
    };

    /// <summary>A heatmap of the given values.</summary>
    public static HeatmapChart Heatmap(ColorScale? scale, params double[][] values) => new()
    {
        Title = "accuracy by a and b",
        Description = "Some are better.",
        CellMeaning = "one trial per cell",
        RowTitle = "a",
        ColumnTitle = Hostile,
        Rows = [.. values.Select((_, i) => $"row {i}")],
        Columns = values.Length == 0 ? [] : [.. values[0].Select((_, i) => $"column {i}")],
        Cells = [.. values.Select(r => r.Select(Cell).ToImmutableArray())],
        Scale = scale,
    };

    public static BarChart Bars(params double[] values) => new()
    {
        Title = "Importance",
        Description = "One matters.",
        CategoryTitle = "Hyperparameter",
        Value = new Axis { Title = "Share (%)", Low = 0, High = 1, Unit = AxisUnit.Percent },
        Bars = [.. values.Select((v, i) => new Bar($"learning_rate × batch_size {i}", v, $"{100 * v} %", i > 0))],
    };

    /// <summary>A heatmap with as many rows as columns, of one name.</summary>
    public static HeatmapChart Grid(string name, int count, ColorScale scale) =>
        Heatmap(scale, [.. Enumerable.Range(0, count)
            .Select(r => Enumerable.Range(0, count).Select(c => (double)(r == c ? 1 : 0)).ToArray())]) with
        {
            RowTitle = name,
            ColumnTitle = name,
            Rows = [.. Enumerable.Repeat(name, count)],
            Columns = [.. Enumerable.Repeat(name, count)],
        };

    /// <summary>Categories of one name, with some values each.</summary>
    public static DotChart Dots(string name, int categories, int values) => new()
    {
        Title = "accuracy by a",
        Description = "Some are better.",
        CategoryTitle = name,
        Value = new Axis { Title = name, Low = 0, High = 1, Unit = AxisUnit.Percent },
        Categories =
        [
            .. Enumerable.Range(0, categories).Select(i => new DotCategory
            {
                Label = name,
                Values = [.. Enumerable.Range(0, values).Select(v => new DotValue((double)v / values, v + 1))],
                Mean = 0.5,
                Text = "50.00\u00a0%",
                IsMarked = i == 0,
            }),
        ],
    };

    /// <summary>Dots along a diagonal.</summary>
    public static ScatterChart Scatter(int count) => new()
    {
        Title = "accuracy by a",
        Description = "Some are better.",
        X = new Axis { Title = "a", Low = 0, High = 1 },
        Y = new Axis { Title = "accuracy", Low = 0, High = 1 },
        Dots = [.. Enumerable.Range(0, count)
            .Select(i => new ScatterDot(new ChartPoint((double)i / count, 2.0 * i / count), i + 1, i == 0))],
    };

    /// <summary>Three axes of one name with some values each.</summary>
    public static ParallelChart Parallel(string name, int values) => new()
    {
        Title = "Hyperparameters",
        Description = "Some are better.",
        Axes = [.. Enumerable.Repeat(new ParallelAxis(name,
            [.. Enumerable.Range(0, values).Select(v => ((v + 0.5) / values, name))]), 3)],
        Lines = [new ParallelLine(1, [0, double.NaN, 1], ParallelRank.Behind),
            new ParallelLine(2, [1, 0.5, 0], ParallelRank.Front), new ParallelLine(3, [1, 1, 1], ParallelRank.Best)],
        BestTitle = "trial 3, the best",
    };

    /// <summary>A trial on each of some workers.</summary>
    public static TimelineChart Timeline(int lanes) => new()
    {
        Title = "Trials over time",
        Description = "One after the other.",
        LaneTitle = "Worker",
        Lanes = lanes,
        Spans = [.. Enumerable.Range(0, lanes).Select(l => new TimelineSpan(l, 0, 1, l + 1, (TimelineKind)(l % 4), "a trial"))],
        Pauses = [0.5],
        Time = new Axis { Title = "Time (s)", Low = 0, High = 5 },
    };

    private static HeatmapCell Cell(double value) => double.IsNaN(value)
        ? new HeatmapCell { Kind = HeatmapCellKind.Failed, Label = "failed", Description = "" }
        : new HeatmapCell { Kind = HeatmapCellKind.Value, Value = value, Label = $"{value}", Detail = "50%", Description = "",
            IsMarked = value == 1 };

    private static LineSeries Series(int? color, params double[] values) =>
        new() { Label = "line", Color = color, Points = Points(values) };

    private static ImmutableArray<ChartPoint> Points(params double[] values) =>
        [.. values.Select((v, i) => new ChartPoint(i + 1, v))];
}
