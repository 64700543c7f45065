using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class FailedTrialTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_NetworksTooLargeForTheMachine_AreRefusedTriedOnceAgainAndNeverCountedAsDone()
    {
        // The last needs more bytes than 64 bits count.
        _folder.Write(
            "huge.yaml",
            """
            name: huge
            dataset: {name: digits, train: 200, test: 100}
            parameters:
              architecture: ["8", "1000000000", "1000000000-1000000000-1000000000", "16",
                "1000000000-1000000000-1000000000-1000000000-1000000000-1000000000"]
              epochs: 2
            max_failures: 2
            """);

        FinishedCommand first = (await RunAsync()).With(exitCode: 1);
        Assert.Equal(
            "3 trials failed; sweeper trials huge --where \"state = 'failed'\" --columns trial,reason says why, "
            + "and the same command tries again.",
            first.MessageLines[^1]);
        JsonElement[] trials = await SweeperCommand.RowsAsync(
            _folder.Root, "query", "SELECT state, reason FROM runs ORDER BY trial");
        Assert.Equal(
            ["completed", "failed", "failed", "completed", "failed"], trials.Select(t => t.GetProperty("state").GetString()));
        Assert.All(
            trials.Where(t => t.GetProperty("state").GetString() == "failed"),
            t => Assert.Matches(@"^training it needs about [0-9.]+ [TP]B \([0-9,]+ bytes\) of memory, and the machine has ",
                t.GetProperty("reason").GetString()));

        FinishedCommand second = (await RunAsync()).With(exitCode: 1);
        Assert.StartsWith("huge: carrying on with 3 of 5 trials, ", second.MessageLines[0], StringComparison.Ordinal);
        Assert.Contains("3 trials had no attempt left", second.MessageLines[^1], StringComparison.Ordinal);

        FinishedCommand third = (await RunAsync()).With(exitCode: 1);
        Assert.Equal("huge: nothing is left to train: 2 trials done, 3 trials failed for good.", third.MessageLines[0]);

        FinishedCommand raised = (await RunAsync("--set", "retry=2")).With(exitCode: 1);
        Assert.StartsWith("huge: carrying on with 3 of 5 trials, ", raised.MessageLines[0], StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<FinishedCommand> RunAsync(params string[] arguments) =>
        SweeperCommand.RunAsync(_folder.Root, ["run", "huge.yaml", "--no-report", .. arguments]);
}
