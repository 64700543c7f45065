using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>Sweeps that end before every trial is trained, and what the same command does then.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_RunCap_TrainsSoManyAndSaysThatThereAreMore()
    {
        _folder.Write("capped.yaml", $"{Experiments.Grid}\nrun_cap: 3\n");

        FinishedCommand first = (await RunAsync("capped.yaml")).With(exitCode: 0);
        FinishedCommand second = (await RunAsync("capped.yaml")).With(exitCode: 0);

        const string Line =
            "run_cap is reached: 3 trials, and the experiment has more. A higher one in the file carries on with them.";
        Assert.Equal(Line, first.MessageLines[^1]);
        Assert.Equal(["grid: all 3 trials are done already; --fresh starts a new sweep.", Line], second.MessageLines);
        Assert.Equal(("completed", 3, 3), await SweepAsync());
    }

    [Fact]
    public async Task Run_TargetReached_LeavesTheRestUntilItIsRaised()
    {
        _folder.Write(
            "target.yaml",
            Experiments.Grid.Replace("goal: maximize}", "goal: maximize, target: 0.01}", StringComparison.Ordinal));

        FinishedCommand first = (await RunAsync("target.yaml", "--parallel", "1")).With(exitCode: 0);
        Assert.Matches(
            "^metric.target was reached: validation_accuracy 0.[0-9]+, and 0.01 was enough; 7 trials left untrained. "
            + "A higher metric.target in the file carries on with the rest.$",
            first.MessageLines[^1]);
        Assert.Equal(("completed", 1, 8), await SweepAsync());

        FinishedCommand second = (await RunAsync("target.yaml")).With(exitCode: 0);
        Assert.StartsWith(
            "grid: a limit of the experiment was reached already;", second.MessageLines[0], StringComparison.Ordinal);
        Assert.Equal(("completed", 1, 8), await SweepAsync());

        FinishedCommand raised = (await RunAsync("target.yaml", "--set", "metric.target=1")).With(exitCode: 0);
        Assert.Equal("metric.target raised from 0.01 to 1: grid carries on.", raised.MessageLines[0]);
        Assert.StartsWith("grid: carrying on with 7 of 8 trials, ", raised.MessageLines[1], StringComparison.Ordinal);
        Assert.Equal(("completed", 8, 8), await SweepAsync());
    }

    [Fact]
    public async Task Run_TimeIsOver_LeavesTheRestUntilItIsRaised()
    {
        // By the clock of this test a trial of some seconds, and one of a moment.
        string longer = Experiments.Grid
            .Replace("architecture: [\"8\", \"16-8\"]", "architecture: \"16-8\"", StringComparison.Ordinal)
            .Replace("activation: [tanh, relu]", "activation: tanh", StringComparison.Ordinal)
            .Replace("learning_rate: [0.05, 0.2]", "learning_rate: 0.05", StringComparison.Ordinal)
            .Replace("epochs: 4", "epochs: [100, 4]", StringComparison.Ordinal);
        _folder.Write("timed.yaml", $"{longer}\nmax_duration: 1s\n");

        FinishedCommand first = (await SweeperCommand.RunAsync(
            _folder.Root, new FastClock(), ["run", "timed.yaml", "--parallel", "1", "--no-report"])).With(exitCode: 0);
        Assert.StartsWith(
            "max_duration is over: trials have trained for 00:00:01; 1 trial left untrained. ",
            first.MessageLines[^1],
            StringComparison.Ordinal);
        Assert.Equal(("completed", 1, 2), await SweepAsync());

        FinishedCommand second = (await RunAsync("timed.yaml")).With(exitCode: 0);
        Assert.StartsWith(
            "grid: a limit of the experiment was reached already;", second.MessageLines[0], StringComparison.Ordinal);
        Assert.Equal(("completed", 1, 2), await SweepAsync());

        (await RunAsync("timed.yaml", "--set", "max_duration=1000h")).With(exitCode: 0);
        Assert.Equal(("completed", 2, 2), await SweepAsync());
    }

    public void Dispose() => _folder.Dispose();

    private Task<FinishedCommand> RunAsync(params string[] arguments) =>
        SweeperCommand.RunAsync(_folder.Root, ["run", .. arguments, "--no-report"]);

    /// <summary>A clock on which everything takes a thousand times as long.</summary>
    private sealed class FastClock : TimeProvider
    {
        public override long TimestampFrequency => System.TimestampFrequency / 1000;
    }

    private async Task<(string State, int Done, int All)> SweepAsync()
    {
        JsonElement sweep = Assert.Single(await SweeperCommand.RowsAsync(_folder.Root, "list"));
        return (sweep.GetProperty("state").GetString()!, sweep.GetProperty("done").GetInt32(), sweep.GetProperty("trials")
            .GetInt32());
    }
}
