using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Classifier;

/// <summary>Shows how often a classifier is right against how sure it was: a reliability diagram.</summary>
public static class CalibrationFigure
{
    // A difference that is not worth a word.
    private const double Even = 0.002;

    private const int MostMarks = Calibration.UsualBins;

    // Of fewer predictions a share says nothing.
    private const int FewestDrawn = 10;

    /// <summary>The diagram: bins with next to no predictions are left out, unless there are hardly any others.</summary>
    public static LineChart Of(Calibration calibration)
    {
        ImmutableArray<ChartPoint> points = [.. Drawn(calibration)
            .Select(b => new ChartPoint(b.MeanConfidence!.Value, b.Accuracy!.Value))];
        return new LineChart
        {
            Title = "Calibration",
            Description = Sentence(calibration),
            X = new Axis { Title = "How sure (%)", Low = 0, High = 1, Unit = AxisUnit.Percent },
            Y = new Axis { Title = "How often right (%)", Low = 0, High = 1, Unit = AxisUnit.Percent },
            Series =
            [
                new LineSeries { Label = "as sure as right", Points = [new ChartPoint(0, 0), new ChartPoint(1, 1)],
                    Pattern = LinePattern.Dashed },
                new LineSeries
                {
                    Label = "this trial",
                    Points = points,
                    Color = 0,
                    Markers = [.. points.Take(MostMarks).Select(p => new ChartMarker(p, MarkerShape.Disc))],
                },
            ],
            Legend =
            [
                new LegendEntry("this trial") { Color = 0 },
                new LegendEntry("as sure as right") { IsBackground = true, Pattern = LinePattern.Dashed },
            ],
        };
    }

    /// <summary>The bins as a table.</summary>
    public static ChartTable Table(Calibration calibration) => new(
        ["Predictions", "Count", "How sure", "How often right"],
        [
            .. Filled(calibration).Select(b => (ImmutableArray<string>)
            [
                $"{Numbers.Percent(b.Lower, 0)} to {Numbers.Percent(b.Upper, 0)}",
                Numbers.Count(b.Count),
                Numbers.Percent(b.MeanConfidence!.Value, 1),
                Numbers.Percent(b.Accuracy!.Value, 1),
            ]),
        ]);

    /// <summary>What there is to see.</summary>
    public static string Sentence(Calibration calibration)
    {
        double count = Filled(calibration).Sum(b => b.Count);
        double sure = Filled(calibration).Sum(b => b.Count * b.MeanConfidence!.Value) / count;
        double right = Filled(calibration).Sum(b => b.Count * b.Accuracy!.Value) / count;
        string verdict = Math.Abs(sure - right) < Even ? "about as sure as it is right" : sure > right
            ? "surer than it is right"
            : "right more often than it is sure";
        return $"It is right in {Numbers.Percent(right)} of the cases and {Numbers.Percent(sure)} sure on average, so "
            + $"{verdict}; "
            + $"over the bins the two are {Numbers.Points(calibration.ExpectedError)} apart (expected calibration error)."
            + LeftOut(calibration);
    }

    private static string LeftOut(Calibration calibration)
    {
        ReliabilityBin[] left = [.. Filled(calibration).Except(Drawn(calibration))];
        return left.Length == 0
            ? ""
            : $" {Numbers.Count(left.Length, "bin")} with {Numbers.Count(left.Sum(b => b.Count), "prediction")} together "
                + $"{(left.Length == 1 ? "is" : "are")} not drawn, as a share of fewer than {FewestDrawn} says little.";
    }

    private static IEnumerable<ReliabilityBin> Drawn(Calibration calibration)
    {
        ReliabilityBin[] drawn = [.. Filled(calibration).Where(b => b.Count >= FewestDrawn)];
        return drawn.Length > 1 ? drawn : Filled(calibration);
    }

    private static IEnumerable<ReliabilityBin> Filled(Calibration calibration) => calibration.Bins.Where(b => b.Count > 0);
}
