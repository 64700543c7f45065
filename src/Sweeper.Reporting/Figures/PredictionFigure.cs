using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Figures;

/// <summary>Shows what a trial predicts of numbers against what they are.</summary>
public static class PredictionFigure
{
    private const int MostDots = 1000;
    private const int MostRows = 10;

    /// <summary>The chart: a dot for each number, and the line on which predictions are right.</summary>
    public static LineChart Of(NumberPredictions predictions)
    {
        ChartPoint[] points = [.. Thinned(predictions).OrderBy(p => p.X)];
        double low = points.Min(p => Math.Min(p.X, p.Y)), high = points.Max(p => Math.Max(p.X, p.Y));
        string target = predictions.Target.Replace('_', ' ');
        return new LineChart
        {
            Title = $"Predicted against true {target}",
            Description = Sentence(predictions),
            X = AxisRange.Around(low, high, $"True {target}", AxisUnit.Number),
            Y = AxisRange.Around(low, high, $"Predicted {target}", AxisUnit.Number),
            Series =
            [
                new LineSeries
                {
                    Label = "right",
                    Points = [new ChartPoint(low, low), new ChartPoint(high, high)],
                    Pattern = LinePattern.Dashed,
                },

                // A point between gaps is a dot.
                new LineSeries
                {
                    Label = "this trial",
                    Points = [.. points.SelectMany(p => new[] { p, new ChartPoint(p.X, double.NaN) })],
                    Color = 0,
                },
            ],
            Legend =
            [
                new LegendEntry("this trial") { Color = 0, Marker = MarkerShape.Disc },
                new LegendEntry("right") { IsBackground = true, Pattern = LinePattern.Dashed },
            ],
        };
    }

    /// <summary>What there is to see.</summary>
    public static string Sentence(NumberPredictions predictions)
    {
        int count = predictions.True.Length;
        double mean = predictions.True.Average();
        double error = Pairs(predictions).Sum(p => (p.Y - p.X) * (p.Y - p.X));
        double spread = predictions.True.Sum(t => (t - mean) * (t - mean));
        string shown = count > MostDots ? $", of which {Numbers.Count(MostDots)} are drawn" : "";
        string explained = spread > 0 ? $"; it explains {Numbers.Percent(1 - (error / spread), 1)} of their variance (R²)" : "";
        return $"On the {Numbers.Count(count, $"{predictions.Subset} row")}{shown} it is "
            + $"{Numbers.Format(Math.Sqrt(error / count))} off on average (root mean square){explained}.";
    }

    /// <summary>The largest errors.</summary>
    public static ChartTable Table(NumberPredictions predictions) => new(
        ["Row", "True", "Predicted", "Error"],
        [
            .. Pairs(predictions).Select((p, i) => (Row: i + 1, p.X, p.Y)).OrderByDescending(p => Math.Abs(p.Y - p.X))
                .Take(MostRows)
                .Select(p => (ImmutableArray<string>)[Numbers.Count(p.Row), Numbers.Significant(p.X, 5),
                    Numbers.Significant(p.Y, 5), Numbers.Significant(p.Y - p.X, 3)]),
        ]);

    private static IEnumerable<ChartPoint> Pairs(NumberPredictions predictions) =>
        predictions.True.Zip(predictions.Predicted, (x, y) => new ChartPoint(x, y));

    // As many as can be told apart, taken evenly.
    private static IEnumerable<ChartPoint> Thinned(NumberPredictions predictions)
    {
        int count = predictions.True.Length, drawn = Math.Min(count, MostDots);
        for (int i = 0; i < drawn; i++)
        {
            int place = (int)((long)i * count / drawn);
            yield return new ChartPoint(predictions.True[place], predictions.Predicted[place]);
        }
    }
}
