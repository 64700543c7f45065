using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands.Runs;

public sealed class StopCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stop_RunningSweepOfPrograms_EndsATrialThenTheRest()
    {
        _folder.Write("train.sh", "e=0; while :; do e=$((e + 1)); echo \"epoch $e loss: 0.5\"; sleep 0.05; done\n");
        string file = _folder.Write(
            "endless.yaml",
            "name: endless\nprogram: train.sh\ncommand: [sh, \"${program}\", \"${args}\"]\nmetric: {name: loss}\nparameters: "
            + "{rate: [1, 2, 3]}\nparallel: 2\n");
        Task<CommandRun> running = Task.Run(() => CommandRun.Of("run", file, "--results", _folder.Results, "--no-report"));
        await UntilAsync(() => HasEpochs(1) && HasEpochs(2), running);

        CommandRun pruned = Stop("endless/1", "--prune");
        Assert.True(pruned.ExitCode == ExitCode.Done, pruned.Messages);
        Assert.Equal(
            ["endless/1: trial 1 is pruned, after the epoch that it is in where it trains by epochs."], pruned.OutputLines);
        await UntilAsync(() => HasEpochs(3), running);
        Assert.Equal(ExitCode.Done, Stop("endless/2").ExitCode);
        Assert.Contains("there is no trial 7", Stop("endless/7").Messages, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Stop("endless").ExitCode);

        CommandRun ended = await running;
        string who = $"{Environment.UserName} at {Environment.MachineName}";
        Assert.Equal(ExitCode.Interrupted, ended.ExitCode);
        Assert.Contains($"Stopped as asked by {who}.", string.Join(' ', ended.MessageLines), StringComparison.Ordinal);
        Assert.Equal(
            [
                $"pruned: {who} asked for it to be pruned", $"interrupted: {who} asked it to stop",
                $"interrupted: {who} asked the sweep to stop",
            ],
            Rows("SELECT state || ': ' || reason AS row FROM runs ORDER BY trial"));
        Assert.Equal(
            ["prune 1", "stop 2", "stop "],
            Rows("SELECT kind || ' ' || coalesce(trial_id, '') AS row FROM requests ORDER BY request_id"));
    }

    [Theory]
    [InlineData("nothing", "error: 'nothing' is not running: no process has the results folder '")]
    [InlineData("nothing/x", "error: 'nothing/x' names no sweep or trial;")]
    [InlineData("nothing#0/1", "error: 'nothing#0/1' names no sweep or trial;")]
    public void Stop_NothingRuns_IsAnErrorInOneLine(string what, string expected)
    {
        CommandRun run = Stop(what);

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.StartsWith(expected, Assert.Single(run.MessageLines), StringComparison.Ordinal);
    }

    private CommandRun Stop(params string[] what) => CommandRun.Of(["stop", .. what, "--results", _folder.Results]);

    private bool HasEpochs(int trial) =>
        File.Exists(Path.Combine(_folder.Results, "sweeper.db"))
        && Rows($"SELECT 'there' AS row FROM epochs WHERE trial = {trial} LIMIT 1").Length > 0;

    private string[] Rows(string sql)
    {
        CommandRun run = CommandRun.Of("query", sql, "--results", _folder.Results, "--format", "json");
        return run.ExitCode == ExitCode.Done ? [.. run.Json().EnumerateArray().Select(r => r.GetProperty("row").GetString()!)]
            : [];
    }

    private static async Task UntilAsync(Func<bool> condition, Task<CommandRun> running)
    {
        while (!condition())
        {
            Assert.False(running.IsCompleted, running.IsCompleted ? (await running).Messages : "");
            await Task.Delay(20);
        }
    }
}
