using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>Sweeps in databases of released versions.</summary>
public sealed class OlderSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_SweepOfAReleasedVersion_IsFoundAndCarriedOn(int version)
    {
        string results = _folder.File("results");
        _folder.Write(
            "results/sweeper.db",
            File.ReadAllBytes(Path.Combine(Checkout.Root, "tests", "Sweeper.Storage.Tests", "Assets", $"version-{version}.db")));
        string experiment = _folder.Write("released.yaml", Released(results).ExperimentText);

        CommandRun run = CommandRun.Of(
            "run", experiment, "--results", results, "--no-report", "--no-evaluate", "--parallel", "1");

        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        Assert.Contains("released: carrying on with 2 of 8 trials", run.Messages, StringComparison.Ordinal);
        SweepRecord sweep = Released(results);
        Assert.Equal((1, SweepState.Completed, 8), (sweep.Reference.Number, sweep.State, sweep.DoneCount));
    }

    private static SweepRecord Released(string results)
    {
        using var reader = SqliteSweepReader.Open(results);
        return Assert.Single(reader.ReadSweeps());
    }
}
