using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Sweeper.Cli.Tables;
using Sweeper.Storage.Files;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Running;

/// <summary>What <c>run</c> ends with: the leaderboard, the best trial, and where everything is.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="fields">Its fields.</param>
/// <param name="trials">Its trials, best first.</param>
internal sealed class RunSummary(SweepRecord sweep, TrialFields fields, ImmutableArray<SelectedTrial> trials)
{
    private const int LeaderboardRows = 10;
    private const int MostNamed = 12;

    private readonly CellLeaderboard _cells = CellLeaderboard.Rank(trials.Select(t => t.Trial), sweep.Objective.Goal);

    public void Write(IAnsiConsole console, string results, string? report)
    {
        TextWriter output = console.Profile.Out.Writer;
        ResultTable table = CreateTable();
        TableWriter.Write(table.Top(LeaderboardRows), TableFormat.Table, console);
        if (table.Rows.Count > LeaderboardRows)
        {
            string what = _cells.HasRepeats ? "cells" : "trials";
            console.WriteLine();
            console.WriteWrapped(string.Create(
                CultureInfo.InvariantCulture,
                $"The first {LeaderboardRows} of {table.Rows.Count} {what}; all of them: sweeper trials {sweep.Reference}"));
        }

        output.WriteLine();
        if (_cells.HasRepeats && _cells.Best is CellEntry cell)
            console.WriteWrapped(BestCell(cell.Cell));
        foreach (string line in Best())
            console.WriteWrapped(line);
        output.WriteLine($"Database:   {new ResultsFolder(results).DatabasePath}");
        if (report is not null)
            output.WriteLine($"Report:     {Path.GetFullPath(report)}");
    }

    private ResultTable CreateTable()
    {
        if (_cells.HasRepeats && !sweep.Objective.IsNone)
            return CellsTable.Create(sweep, _cells);
        var rows = new TrialsTable(sweep, fields);
        return rows.Create(trials, rows.Usual(isRepeated: false, isCrossValidated: false));
    }

    private string BestCell(TrialCell cell)
    {
        SampleSummary objective = cell.Objective!;
        string spread = objective.StandardDeviation is double deviation
            ? $" ± {TrialText.Metric(sweep.Objective.Metric, deviation)} (standard deviation)"
            : "";
        string mean = TrialText.Metric(sweep.Objective.Metric, objective.Mean);
        string setting = TrialText.Setting(cell.Values, sweep.Space);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Best cell:  mean {sweep.Objective.Metric} {mean}{spread} of {objective.Count} "
            + $"trials{(setting.Length == 0 ? "" : $" · {setting}")}");
    }

    private string Unranked()
    {
        string[] metrics = [.. trials.SelectMany(t => t.Trial.BestMetrics).Select(m => m.Metric).Distinct().Take(MostNamed)];
        string example = metrics.Length == 0 ? "" : $"; metric: {{name: {metrics[0]}}} in the file ranks by it";
        return metrics.Length == 0
            ? "Nothing is ranked, and no trial reported a metric."
            : $"Nothing is ranked: the file names no metric. Trials reported {string.Join(", ", metrics)}{example}.";
    }

    private IEnumerable<string> Best()
    {
        if (sweep.Objective.IsNone)
            return [Unranked()];
        if (sweep.BestTrial is not int number)
            return [sweep.Objective.IsNone ? "Best trial: none, as 'metric' in the file names nothing to rank by"
                : "Best trial: none"];

        TrialRecord best = trials.First(t => t.Trial.Number == number).Trial;
        IEnumerable<string> tests = best.BestMetrics
            .Where(m => m.Metric != sweep.Objective.Metric && m.Metric.StartsWith("test_", StringComparison.Ordinal))
            .Select(m => $"{m.Metric} {TrialText.Metric(m.Metric, m.Value)}");
        string objective = string.Create(
            CultureInfo.InvariantCulture,
            $"{sweep.Objective.Metric} {TrialText.Metric(sweep.Objective.Metric, best.Objective)} at epoch {best.BestEpoch}");
        string setting = TrialText.Setting(
            best.Values, best.Repeat, best.Fold, sweep.Space, trials.Any(t => t.Trial.Repeat > 1));
        string metrics = string.Join(" · ", tests.Prepend(objective));
        string line = string.Create(CultureInfo.InvariantCulture, $"Best trial: {number} · {metrics}");
        string finish = best.State == TrialState.Pruned
            ? FormattableString.Invariant(
                $"pruned after epoch {best.LastEpoch}; sweeper finish {sweep.Reference.Exact}/{number} trains it to its end")
            : "";
        return [line, .. new[] { setting, finish }.Where(l => l.Length > 0).Select(l => $"            {l}")];
    }
}
