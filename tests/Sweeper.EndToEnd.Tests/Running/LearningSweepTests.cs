namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>A sweep whose sampler learns, killed and carried on.</summary>
public sealed class LearningSweepTests : IDisposable
{
    // Its trials take long enough for a kill to come before several of them have ended.
    private const string Experiment =
        """
        name: learning
        method: tpe
        run_cap: 15
        dataset: {name: digits, train: 2000, test: 60}
        parameters:
          learning_rate: {distribution: log_uniform_values, min: 0.001, max: 1}
          optimizer: [sgd, adam]
          architecture: ["8"]
          epochs: 60
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_KilledBeforeAndAfterTheFirstResultsCount_ProposesAsAnUninterruptedRun()
    {
        _folder.Write("learning.yaml", Experiment);
        (await RunAsync("uninterrupted")).With(exitCode: 0);

        foreach (string message in new[] { "[2/15]", "[11/15]", "[12/15]" })
        {
            using SweeperProcess process = Start("results");
            await process.WaitForMessageAsync(message);
        }

        FinishedCommand carriedOn = (await RunAsync("results")).With(exitCode: 0);

        Assert.Matches("^learning: carrying on with [0-9] of 15 trials, ", carriedOn.Messages);
        SweepContent expected = new(_folder.File("uninterrupted")), content = new(_folder.File("results"));
        Assert.Equal(expected.Table, content.Table);
        Assert.Equal(expected.Weights, content.Weights);
        Assert.Equal(expected.Trials.Select(t => t.Proposal), content.Trials.Select(t => t.Proposal));
        Assert.Equal("1-14", content.Trials[^1].Proposal!.From);

        FinishedCommand verified = (await SweeperCommand.RunAsync(_folder.Root, "verify", "learning")).With(exitCode: 0);
        Assert.Equal("learning: all 15 proposals come out the same.", verified.Output.Trim());
    }

    public void Dispose() => _folder.Dispose();

    private SweeperProcess Start(string results) =>
        SweeperProcess.Start(_folder.Root, Arguments(results));

    private Task<FinishedCommand> RunAsync(string results) => SweeperCommand.RunAsync(_folder.Root, Arguments(results));

    private static string[] Arguments(string results) =>
        ["run", "learning.yaml", "--parallel", "1", "--no-report", "--results", results];
}
