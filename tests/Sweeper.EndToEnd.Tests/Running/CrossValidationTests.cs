using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class CrossValidationTests : IDisposable
{
    private const string Experiment =
        """
        name: folds
        dataset: {name: digits, train: 1000, test: 100}
        cross_validation: 4
        parameters: {architecture: "64", learning_rate: [0.01, 0.02, 0.05], batch_size: 16, epochs: 20}
        early_terminate: {type: median, startup_trials: 3, warmup_epochs: 8}
        """;

    private readonly TemporaryFolder _folder = new();

    [LongFact]
    public async Task Run_KilledInTheMiddleOfAFold_CarriesOnAndEndsWithTheSameBits()
    {
        _folder.Write("folds.yaml", Experiment);
        (await RunAsync("uninterrupted")).With(exitCode: 0);

        await SweeperProcess.KillAtEachAsync(_folder.Root, "results", ["[5/12]"], Arguments("results"));
        FinishedCommand carriedOn = (await RunAsync("results")).With(exitCode: 0);

        Assert.Matches("^folds: carrying on with [0-9]+ of 12 trials, ", carriedOn.Messages);
        SweepContent expected = new(Path.Combine(_folder.Root, "uninterrupted")), content = new(
            Path.Combine(_folder.Root, "results"));
        Assert.Equal(expected.Table, content.Table);
        Assert.Equal(expected.Weights, content.Weights);
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], content.Trials.Select(t => t.Fold));
        Assert.Contains(content.Trials, t => t.State == TrialState.Pruned);
    }

    public void Dispose() => _folder.Dispose();

    // One at a time: which trials are pruned depends on their order.
    private Task<FinishedCommand> RunAsync(string results) => SweeperCommand.RunAsync(_folder.Root, Arguments(results));

    private static string[] Arguments(string results) =>
        ["run", "folds.yaml", "--parallel", "1", "--no-report", "--results", results];
}
