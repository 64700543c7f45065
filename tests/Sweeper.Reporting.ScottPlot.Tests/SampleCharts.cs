using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.ScottPlot.Tests;

/// <summary>Charts as the report makes them, with what plots are bad at.</summary>
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
                Markers = [new ChartMarker(new ChartPoint(4, 0.002), MarkerShape.Disc), new ChartMarker(new ChartPoint(4, 0.002), MarkerShape.Stop)],
            },
            Series(1, 1, 0.1, 0, -1) with { Pattern = LinePattern.Dashed },
        ],
        Bands = [new LineBand(0, Points(0.5, double.NegativeInfinity, 0.1, 0), Points(1, 1, 5, 1))],
        Legend = [new LegendEntry("trial 1") { Color = 0 }, new LegendEntry("others") { IsBackground = true }, new LegendEntry("best epoch") { Marker = MarkerShape.Disc }],
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

    private static HeatmapCell Cell(double value) => double.IsNaN(value)
        ? new HeatmapCell { Kind = HeatmapCellKind.Failed, Label = "failed", Description = "" }
        : new HeatmapCell { Kind = HeatmapCellKind.Value, Value = value, Label = $"{value}", Detail = "50%", Description = "", IsMarked = value == 1 };

    private static LineSeries Series(int? color, params double[] values) => new() { Label = "line", Color = color, Points = Points(values) };

    private static ImmutableArray<ChartPoint> Points(params double[] values) => [.. values.Select((v, i) => new ChartPoint(i + 1, v))];
}
