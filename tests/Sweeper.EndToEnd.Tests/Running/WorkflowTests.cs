using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>The way from an experiment to its report, command by command.</summary>
public sealed class WorkflowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Commands_OneAfterTheOther_AgreeOnWhatWasTrained()
    {
        _folder.Write("grid.yaml", Experiments.Grid);

        const string BestOfGrid =
            "SELECT trial, objective, best_test_accuracy FROM leaderboard WHERE sweep = 'grid' ORDER BY rank, trial LIMIT 1";
        FinishedCommand run = (await SweeperProcess.RunAsync(_folder.Root, "run", "grid.yaml", "--parallel", "2"))
            .With(exitCode: 0);
        JsonElement sweep = Assert.Single(await RowsAsync("list"));
        JsonElement[] trials = await RowsAsync("trials", "grid");
        JsonElement best = Assert.Single(await RowsAsync("query", BestOfGrid));
        FinishedCommand report = (await SweeperAsync("report", "grid", "--output", "grid.html"))
            .With(exitCode: 0);

        Assert.Equal(("grid", "completed", 8), (Text(sweep, "sweep"), Text(sweep, "state"), Number(sweep, "done")));
        Assert.Equal(8, trials.Length);
        Assert.Equal(Number(sweep, "best_trial"), Number(trials[0], "trial"));
        Assert.Equal(Number(sweep, "best_trial"), Number(best, "trial"));
        Assert.Equal(Number(sweep, "objective"), Number(best, "objective"));
        Assert.Equal(Number(trials[0], "test_accuracy"), Number(best, "best_test_accuracy"));
        Assert.Contains(run.OutputLines, l => l.StartsWith($"Best trial: {Number(best, "trial")} ", StringComparison.Ordinal));

        Assert.Equal(Path.Combine(_folder.Root, "grid.html"), Assert.Single(report.OutputLines));
        string html = await File.ReadAllTextAsync(Path.Combine(_folder.Root, "grid.html"));
        Assert.Contains($"<b>trial {Number(best, "trial")}</b>",
            html[html.IndexOf("class=\"outcome\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(html, await File.ReadAllTextAsync(Path.Combine(_folder.Root, "results", "grid", "report.html")));
        Assert.Equal(
            ["grid", "sweeper.db"],
            Directory.GetFileSystemEntries(Path.Combine(_folder.Root, "results")).Select(Path.GetFileName)
                .Where(n => n == "grid" || n!.EndsWith(".db", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        string version = (await SweeperProcess.RunAsync(_folder.Root, "--version")).With(exitCode: 0).Output.Trim();
        JsonElement environment = Assert.Single(
            await RowsAsync("query", "SELECT version, command_line, parallel FROM environments"));
        Assert.StartsWith(Text(environment, "version"), version, StringComparison.Ordinal);
        Assert.Equal("sweeper run grid.yaml --parallel 2", Text(environment, "command_line"));
        Assert.Equal(2, Number(environment, "parallel"));
    }

    public void Dispose() => _folder.Dispose();

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();

    private Task<FinishedCommand> SweeperAsync(params string[] arguments) => SweeperCommand.RunAsync(_folder.Root, arguments);

    private Task<JsonElement[]> RowsAsync(params string[] arguments) => SweeperCommand.RowsAsync(_folder.Root, arguments);
}
