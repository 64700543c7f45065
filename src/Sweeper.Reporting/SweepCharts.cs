using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Classifier;
using Sweeper.Reporting.Drawing;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Hints;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting;

/// <summary>Every chart that the report of a sweep has, in its order.</summary>
public static class SweepCharts
{
    // With the ending and a folder, file names stay well below what file systems allow.
    private const int LongestName = 100;

    /// <summary>The charts, each with a name of its own.</summary>
    public static ImmutableArray<NamedChart> Of(SweepSnapshot snapshot)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. All(snapshot).Select(c => new NamedChart(Free(c.Name, taken), c.Chart,
            new ChartPlace(IsCompact: c.Chart is HeatmapChart { Scale.Ramp: ColorRamp.Amount })))];
    }

    private static IEnumerable<(string Name, Chart Chart)> All(SweepSnapshot snapshot)
    {
        foreach (LineChart chart in LearningCurves.Of(snapshot))
            yield return ($"learning-curves-{chart.Title.Split(" by epoch")[0].ToLowerInvariant()}", chart);
        bool isRanked = !snapshot.Sweep.Objective.IsNone;
        foreach (HeatmapChart chart in isRanked ? ObjectiveHeatmap.All(snapshot, ObjectiveHeatmap.MostPairs) : [])
            yield return ($"heatmap-{chart.RowTitle}-{chart.ColumnTitle}", chart);
        SliceCharts slices = SliceCharts.Of(snapshot);
        foreach (ScatterChart chart in slices.Ranges)
            yield return ($"slices-{chart.X.Title.Split(" (logarithmic)")[0]}", chart);
        foreach (DotChart chart in slices.Listed)
            yield return ($"slices-{chart.CategoryTitle}", chart);
        if (isRanked && snapshot.Scales.Length > 1 && ImportanceBars.Of(snapshot.Importance) is BarChart bars)
            yield return ("importance", bars);
        if (BestSoFar.Of(snapshot) is BestSoFar best)
        {
            yield return ("best-so-far", best.Chart);
            if (best.ChartOverTime is LineChart overTime)
                yield return ("best-so-far-time", overTime);
        }

        if (ModelFigures.Of(snapshot) is ModelFigures model)
        {
            foreach (Chart chart in model.Slices.Cast<Chart>().Prepend(model.Map!).Where(c => c is not null))
                yield return ($"model-{chart.Title.Split(" by ")[^1].Split(" along ")[^1]}", chart);
        }

        if (ParallelTrials.Of(snapshot) is ParallelChart parallel)
            yield return ("parallel-coordinates", parallel);
        if (snapshot.Best is not null)
        {
            foreach ((string name, Chart chart) in OfBest(snapshot, snapshot.Best.Number))
                yield return (name, chart);
        }

        foreach (TradeOff tradeOff in TradeOff.Of(snapshot))
            yield return ($"trade-off-{tradeOff.Name}", tradeOff.Chart);
        if (TrialTimeline.Of(snapshot) is TimelineChart timeline)
            yield return ("timeline", timeline);
        if (TrialSpeed.Of(snapshot) is DotChart speed)
            yield return ("speed", speed);
    }

    private static IEnumerable<(string Name, Chart Chart)> OfBest(SweepSnapshot snapshot, int trial)
    {
        if (snapshot.StepLosses is StepCurve losses && StepLossFigure.Of(losses) is LineChart steps)
            yield return ("train-loss-by-step", steps);
        if (snapshot.Predictions is NumberPredictions predictions)
            yield return ("predicted-against-true", PredictionFigure.Of(predictions));
        if (snapshot.Confusion?.Matrix is ConfusionMatrix matrix && ConfusionFigure.Of(matrix, trial) is HeatmapChart confusion)
            yield return ("confusion-matrix", confusion);
        if (snapshot.Classifier?.Calibration is Calibration calibration && calibration.Bins.Any(b => b.Count > 0))
            yield return ("calibration", CalibrationFigure.Of(calibration));
        foreach (LineChart chart in snapshot.Classifier?.Robustness is Robustness robustness
            ? RobustnessFigure.Of(robustness)
            : [])
            yield return ($"robustness-{string.Join('-', chart.Series.Select(s => s.Label))}", chart);
        if (snapshot.Classifier?.Network is LayeredClassifier network)
            yield return ("first-layer-weights", FirstLayerFigure.Of(network));
    }

    // Names of hyperparameters and metrics may have anything in them; two that differ only in that get numbers.
    private static string Free(string wanted, HashSet<string> taken)
    {
        var name = new StringBuilder();
        foreach (char c in wanted.Length > LongestName ? wanted[..LongestName] : wanted)
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-');
        string free = name.ToString();
        for (int i = 2; !taken.Add(free); i++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
        return free;
    }
}

/// <summary>A chart of a sweep with the name of its file.</summary>
/// <param name="Name">Without an ending: letters, digits, <c>-</c>, <c>_</c> and <c>.</c> only.</param>
/// <param name="Chart">The chart.</param>
/// <param name="Place">How much room it gets.</param>
public sealed record NamedChart(string Name, Chart Chart, ChartPlace Place);
