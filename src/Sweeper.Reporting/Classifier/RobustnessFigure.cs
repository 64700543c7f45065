using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Classifier;

/// <summary>Shows how often a classifier is still right the more its examples are disturbed.</summary>
public static class RobustnessFigure
{
    // Colours go round beyond so many; there are a few disturbances.
    private const int Colors = 8;

    /// <summary>
    /// A chart for each range of amounts: disturbances that share it, as moving to the right and down do, share a chart.
    /// </summary>
    public static IEnumerable<LineChart> Of(Robustness robustness) =>
        robustness.Curves
            .Where(c => c.Points.Length > 1)
            .GroupBy(c => (Low: c.Points[0].Amount, High: c.Points[^1].Amount))
            .Select(g => Chart([.. g]));

    /// <summary>The points of a chart's lines as a table.</summary>
    public static ChartTable Table(LineChart chart) => new(
        [chart.X.Title, .. chart.Series.Select(s => s.Label)],
        [
            .. chart.Series.SelectMany(s => s.Points).Select(p => p.X).Distinct().Order().Select(x => (ImmutableArray<string>)
            [
                Numbers.WithMinus(Numbers.Rounded(x, 3)),
                .. chart.Series.Select(s => s.Points.Where(p => p.X == x).Select(p => Numbers.Percent(p.Y)).FirstOrDefault("–")),
            ]),
        ]);

    /// <summary>What is done to the examples, in words: <c>shift right</c>.</summary>
    public static string Words(RobustnessCurve curve) => curve.Disturbance.Replace('_', ' ');

    private static LineChart Chart(ImmutableArray<RobustnessCurve> curves)
    {
        string[] labels = [.. curves.Select(Words)];
        return new LineChart
        {
            Title = $"Accuracy by {string.Join(" and ", labels)}",
            Description = string.Join(" ", curves.Select(Sentence)),
            X = new Axis
            {
                Title = Capital(string.Join(", ", curves.Select(c => c.Unit))),
                Low = curves[0].Points[0].Amount,
                High = curves[0].Points[^1].Amount,
            },
            Y = new Axis { Title = "Accuracy (%)", Low = 0, High = 1, Unit = AxisUnit.Percent },
            Series =
            [
                .. curves.Select((curve, i) => new LineSeries
                {
                    Label = labels[i],
                    Points = [.. curve.Points.Select(At)],
                    Color = i % Colors,
                    Markers = [.. curve.Points.Select(p => new ChartMarker(At(p), MarkerShape.Disc))],
                }),
            ],
            Legend = [.. labels.Select((label, i) => new LegendEntry(label) { Color = i % Colors })],
        };
    }

    private static ChartPoint At(RobustnessPoint point) => new(point.Amount, point.Accuracy);

    private static string Sentence(RobustnessCurve curve)
    {
        RobustnessPoint worst = curve.Points.MinBy(p => p.Accuracy);
        return $"{Capital(Words(curve))}: {Numbers.Percent(worst.Accuracy)} at worst, at "
            + $"{Numbers.WithMinus(Numbers.Rounded(worst.Amount, 3))} {curve.Unit}.";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
