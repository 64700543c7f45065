using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Figures;

/// <summary>Shows how the training loss of a trial fell within its epochs.</summary>
public static class StepLossFigure
{
    // What can be told apart in a chart's width.
    private const int MostPoints = 400;

    // A mean is smoothed with so many before and after it.
    private const int HalfWindow = 7;
    private const int MostRows = 20;

    /// <summary>The chart; null where there is nothing finite to draw.</summary>
    public static LineChart? Of(StepCurve curve)
    {
        ImmutableArray<ChartPoint> points = Thin(curve, MostPoints);
        if (points.Length < 2)
            return null;
        ImmutableArray<ChartPoint> smooth = Smooth(points);
        return new LineChart
        {
            Title = "Train loss by step",
            Description = $"From {Numbers.Format(points[0].Y)} at the start to {Numbers.Format(smooth[^1].Y)} at the end. "
                + $"{Meaning(curve)}",
            X = new Axis { Title = "Step", Low = 0, High = (double)curve.Values.Length * curve.Every },
            Y = AxisRange.Around(points.Min(p => p.Y), points.Max(p => p.Y), "Train loss", AxisUnit.Number),
            Series =
            [
                new LineSeries { Label = "steps", Points = points },
                new LineSeries { Label = "moving average", Points = smooth, Color = 0 },
            ],
            Legend = [new LegendEntry("moving average") { Color = 0 }, new LegendEntry("steps") { IsBackground = true }],
        };
    }

    /// <summary>What a point is, in sentences.</summary>
    public static string Meaning(StepCurve curve)
    {
        string point = curve.Every == 1
            ? "Every point is a step"
            : $"Every point is the mean of {Numbers.Count(curve.Every)} steps";
        return $"{point}, each measured before its update; an epoch has {Numbers.Count(curve.StepsPerEpoch)}.";
    }

    /// <summary>The means over some parts of the training.</summary>
    public static ChartTable Table(StepCurve curve) => new(
        ["Step", "Train loss"],
        [.. Thin(curve, MostRows).Select(p => (ImmutableArray<string>)[Numbers.Count((long)p.X), Numbers.Format(p.Y)])]);

    // Means of as many values as make at most so many points, where they end; values that are not finite are left out.
    private static ImmutableArray<ChartPoint> Thin(StepCurve curve, int most)
    {
        int size = (curve.Values.Length + most - 1) / most;
        return
        [
            .. curve.Values.Chunk(size)
                .Select((values, i) => (Step: Math.Min((double)(i + 1) * size, curve.Values.Length) * curve.Every,
                    Mean: values.Average()))
                .Where(p => p.Mean is not null)
                .Select(p => new ChartPoint(p.Step, p.Mean!.Value)),
        ];
    }

    private static ImmutableArray<ChartPoint> Smooth(ImmutableArray<ChartPoint> points) =>
    [
        .. points.Select((p, i) => new ChartPoint(p.X,
            points[Math.Max(0, i - HalfWindow)..Math.Min(points.Length, i + HalfWindow + 1)].Average(q => q.Y))),
    ];
}
