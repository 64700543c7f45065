using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class PruningTests : IDisposable
{
    private const int Trials = 12;

    private const string Runs =
        "SELECT trial, state, reason, seed, epochs, best_epoch, objective, final_train_loss, "
        + "best_test_loss FROM runs ORDER BY trial";

    private const string Decisions =
        "SELECT trial, rule, epoch, value, threshold, compared, kept, is_pruned FROM pruning ORDER BY sequence";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_WithEarlyTerminate_PrunesSomeTrialsAndSaysWhy()
    {
        const string Rule = "hyperband";
        _folder.Write("pruned.yaml", Experiments.Pruned("type: hyperband, max_iter: 12, s: 2"));
        FinishedCommand run = (await RunAsync("results", parallel: 2)).With(exitCode: 0);

        Assert.Contains("pruned after epoch ", run.Messages, StringComparison.Ordinal);
        JsonElement[] trials = await RowsAsync("results", "SELECT trial, state, reason, epochs, best_test_loss FROM runs");
        JsonElement[] pruned = [.. trials.Where(t => t.GetProperty("state").GetString() == "pruned")];
        Assert.InRange(pruned.Length, 1, Trials - 1);
        Assert.Equal(Trials, pruned.Length + trials.Count(t => t.GetProperty("state").GetString() == "completed"));
        JsonElement[] stops = await RowsAsync(
            "results", "SELECT trial, rule, epoch FROM pruning WHERE is_pruned ORDER BY trial");
        Assert.Equal(
            stops.Select(s => (s.GetProperty("trial").GetInt32(), s.GetProperty("epoch").GetInt32())),
            pruned.Select(t => (t.GetProperty("trial").GetInt32(), t.GetProperty("epochs").GetInt32())));
        Assert.All(stops, s => Assert.Equal(Rule, s.GetProperty("rule").GetString()));
        Assert.All(pruned, t => Assert.StartsWith(
            $"pruned after epoch {t.GetProperty("epochs")} by {Rule}: ", t.GetProperty("reason").GetString(),
            StringComparison.Ordinal));
        Assert.All(pruned, t => Assert.Equal(JsonValueKind.Number, t.GetProperty("best_test_loss").ValueKind));
        string models = Path.Combine(_folder.Root, "results", "pruned", "models");
        Assert.Equal(Trials, Directory.GetFiles(models, "*.safetensors").Length);
    }

    [LongTheory]
    [InlineData("type: median, startup_trials: 2")]
    [InlineData("type: successive_halving, eta: 2")]
    public Task Run_KilledAgainAndAgain_PrunesWhatAnUninterruptedRunPrunes(string pruner) =>
        KillAndCarryOnAsync(pruner, "[3/12]", "[7/12]");

    [LongFact]
    public async Task Run_KilledWithSeveralAtOnce_HonoursWhatWasDecided()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        _folder.Write("pruned.yaml", Experiments.Pruned("type: successive_halving, eta: 2"));
        await KillAtAsync(parallel: 3, "[4/12]");
        string decided = await TableAsync("results", Decisions);
        Assert.True(decided.Split('\n').Length > 4, decided);

        (await RunAsync("results", parallel: 3)).With(exitCode: 0);
        Assert.StartsWith(decided, await TableAsync("results", Decisions), StringComparison.Ordinal);
        Assert.Empty(await RowsAsync(
            "results", "SELECT trial, epoch FROM pruning GROUP BY trial, epoch HAVING count(*) > 1"));
        Assert.Empty(await RowsAsync(
            "results",
            "SELECT r.trial FROM runs AS r WHERE (r.state = 'pruned') <> EXISTS (SELECT 1 FROM pruning AS p WHERE p.trial = "
            + "r.trial AND p.is_pruned AND p.epoch = r.epochs)"));
    }

    private async Task KillAndCarryOnAsync(string pruner, params string[] messages)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        _folder.Write("pruned.yaml", Experiments.Pruned(pruner));
        await KillAtAsync(parallel: 1, messages);
        (await RunAsync("results", parallel: 1)).With(exitCode: 0);

        (await RunAsync("uninterrupted", parallel: 1)).With(exitCode: 0);
        Assert.Equal(await TableAsync("uninterrupted", Runs), await TableAsync("results", Runs));
        Assert.Equal(await TableAsync("uninterrupted", Decisions), await TableAsync("results", Decisions));
    }

    private Task KillAtAsync(int parallel, params string[] messages) =>
        SweeperProcess.KillAtEachAsync(_folder.Root, "results", messages, Arguments("results", parallel));

    private static string[] Arguments(string results, int parallel) =>
        ["run", "pruned.yaml", "--parallel", $"{parallel}", "--no-report", "--results", results];

    private Task<FinishedCommand> RunAsync(string results, int parallel) =>
        SweeperCommand.RunAsync(_folder.Root, Arguments(results, parallel));

    private Task<JsonElement[]> RowsAsync(string results, string sql) =>
        SweeperCommand.RowsAsync(_folder.Root, "query", sql, "--results", results);

    private async Task<string> TableAsync(string results, string sql) =>
        (await SweeperCommand.RunAsync(_folder.Root, "query", sql, "--format", "csv", "--results", results))
            .With(exitCode: 0).Output;
}
