using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Tables;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary>What <c>run</c> ends with: the leaderboard, the best trial, and where everything is.</summary>
internal sealed class RunSummary(SweepRecord sweep, ImmutableArray<TrialRecord> trials)
{
    private const int LeaderboardRows = 10;

    public void Write(IAnsiConsole console, string results, string? report)
    {
        ImmutableArray<LeaderboardEntry> entries = Leaderboard.Rank(trials, sweep.Objective.Goal);
        TableWriter.Write(TrialsTable.Create(sweep, entries).Top(LeaderboardRows), TableFormat.Table, console);

        TextWriter output = console.Profile.Out.Writer;
        if (entries.Length > LeaderboardRows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The first {LeaderboardRows} of {entries.Length} trials; all of them: sweeper trials {sweep.Reference}"));
        output.WriteLine();
        output.WriteLine(Best());
        output.WriteLine($"Database:   {new Storage.ResultsFolder(results).DatabasePath}");
        if (report is not null)
            output.WriteLine($"Report:     {Path.GetFullPath(report)}");
    }

    private string Best()
    {
        if (sweep.BestTrial is not int number)
            return "Best trial: none";

        TrialRecord best = trials.First(t => t.Number == number);
        IEnumerable<string> tests = best.BestMetrics
            .Where(m => m.Metric != sweep.Objective.Metric && m.Metric.StartsWith("test_", StringComparison.Ordinal))
            .Select(m => $"{m.Metric} {TrialText.Metric(m.Metric, m.Value)}");
        string objective = string.Create(
            CultureInfo.InvariantCulture,
            $"{sweep.Objective.Metric} {TrialText.Metric(sweep.Objective.Metric, best.Objective)} at epoch {best.BestEpoch}");
        string setting = TrialText.Setting(best.Values, best.Repeat, sweep.Space, trials.Any(t => t.Repeat > 1));
        string metrics = string.Join(" · ", tests.Prepend(objective));
        string line = string.Create(CultureInfo.InvariantCulture, $"Best trial: {number} · {metrics}");
        return setting.Length == 0 ? line : $"{line}{Environment.NewLine}            {setting}";
    }
}
