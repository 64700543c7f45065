using System.Globalization;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tables;

/// <summary>
/// The cells of a sweep as a list, by their mean objective: how many trials it is over, their standard deviation, the 95 %
/// confidence interval of the mean, and whether the cell can be told from the best.
/// </summary>
internal static class CellsTable
{
    /// <param name="sweep">The sweep.</param>
    /// <param name="board">Its cells, ranked.</param>
    public static ResultTable Create(SweepRecord sweep, CellLeaderboard board)
    {
        Hyperparameter[] swept = [.. sweep.Space.Swept];
        string[] tests = [.. board.Entries
            .SelectMany(e => e.Cell.Trials).SelectMany(t => t.BestMetrics).Select(m => m.Metric)
            .Where(m => m.StartsWith("test_", StringComparison.Ordinal) && m != sweep.Objective.Metric)
            .Distinct()];
        string Metric(object value) => TrialText.Metric(sweep.Objective.Metric, (double)value);
        string objective = sweep.Objective.Metric.Replace('_', ' ');
        TableColumn OfObjective(string name, string words, int dispensability) =>
            new(name, Metric) { Header = $"{objective} {words}", Short = words, Group = objective,
                Dispensability = dispensability };
        List<TableColumn> columns =
        [
            new("rank"),
            new("first_trial") { Dispensability = 5 },
            .. swept.Select(h => TableColumn.OfHyperparameter(h.Name)),
            OfObjective("mean", "mean", 0),
            OfObjective("standard_deviation", "deviation", 3),
            OfObjective("interval_lower", "95% from", 2),
            OfObjective("interval_upper", "95% to", 2),
            new("n"),
            new("standing"),
            new("probability", Probability) { Dispensability = 4 },
            new("trials") { Dispensability = 10 },
            new("failed") { Dispensability = board.Entries.Any(e => e.Cell.Failed > 0) ? 1 : 11 },
            .. tests.Select(m => TableColumn.OfMetric(
                $"{m}_mean", value => TrialText.Metric(m, (double)value)) with { Dispensability = m.EndsWith("accuracy",
                    StringComparison.Ordinal) ? 5 : 6 }),
        ];
        return new ResultTable(columns, [.. board.Entries.Select(e => Row(e, sweep.Objective.Metric, swept, tests))])
        {
            MarkedRow = board.Best is null ? null : 0,
            Note = Note(sweep, board),
        };
    }

    /// <summary>What the tests say, in sentences.</summary>
    public static string? Note(SweepRecord sweep, CellLeaderboard board)
    {
        if (board.Best is null)
            return null;
        TrialRecord[] trials = [.. board.Entries.SelectMany(e => e.Cell.Trials)];
        string trainings = trials.Any(t => t.Fold is not null) ? "folds" : "repeats";
        AxisUnit unit = new MetricFormats(trials, []).UnitOf(sweep.Objective.Metric);
        string power = string.Concat(new[] { CellWords.Power(board, unit, trainings), CellWords.LeftOut(board, trainings) }
            .Where(s => s.Length > 0).Select(s => " " + s));
        string test = string.Create(
            CultureInfo.InvariantCulture,
            $"{CellWords.Test(board, trainings)}, {CellWords.Correction(board)}, level {CellLeaderboard.Level}");
        int tied = board.TiedForBest - 1;
        int untestable = board.Entries.Count(e => e.Standing == CellStanding.Untestable);
        string others = untestable == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {Cells(untestable)} with too few trials to tell.");
        return tied switch
        {
            0 when board.Entries.All(e => e.Standing is not CellStanding.Worse) => $"* best mean.{others}{power}",
            0 => $"* best mean; every cell that could be tested is worse ({test}).{others}{power}",
            _ => $"* best mean; {Cells(tied)} cannot be told from it and {(tied == 1 ? "is" : "are")} marked tied "
                + $"({test}).{others}{power}",
        };
    }

    private static string Cells(int count) =>
        count == 1 ? "1 cell" : string.Create(CultureInfo.InvariantCulture, $"{count} cells");

    private static object?[] Row(CellEntry entry, string metric, IEnumerable<Hyperparameter> swept, IEnumerable<string> tests)
    {
        SampleSummary? objective = entry.Cell.Objective;
        ConfidenceInterval? interval = objective?.IntervalOf(metric);
        return
        [
            entry.Rank,
            entry.Cell.FirstNumber,
            .. swept.Select(h => FieldValue.Plain(entry.Cell.Values.Find(h.Name))),
            objective?.Mean,
            objective?.StandardDeviation,
            interval?.Lower,
            interval?.Upper,
            objective?.Count ?? 0,
            Standing(entry.Standing),
            entry.Probability,
            entry.Cell.Trials.Length,
            entry.Cell.Failed,
            .. tests.Select(m => (object?)entry.Cell.SummarizeMetric(m)?.Mean),
        ];
    }

    private static string Probability(object value) => (double)value < 0.001
        ? "<0.001"
        : ((double)value).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Standing(CellStanding standing) => standing switch
    {
        CellStanding.Best => "best",
        CellStanding.Tied => "tied",
        CellStanding.Worse => "worse",
        CellStanding.Untestable => "untestable",
        _ => "unranked",
    };
}
