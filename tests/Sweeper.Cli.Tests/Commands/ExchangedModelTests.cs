using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

public sealed class ExchangedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExchangedModelTests()
    {
        // Two trials of one architecture: each network fits into the other's file.
        CommandRun run = CommandRun.Of(
            "run", _folder.Write("tiny.yaml", TinyExperiment.Grid), "--set", "architecture=8", "--results", _folder.Results);
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        File.Copy(Model(2), Model(1), overwrite: true);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("predict")]
    public void Command_OfAModelThatIsAnotherTrials_IsRefused(string command)
    {
        string[] images = command == "predict"
            ? [_folder.Write("one.csv", string.Join(',', Enumerable.Repeat(0, 784)) + "\n")]
            : [];

        CommandRun run = CommandRun.Of([command, "tiny/1", .. images, "--results", _folder.Results]);
        CommandRun other = CommandRun.Of([command, "tiny/2", .. images, "--results", _folder.Results]);

        Assert.Equal((ExitCode.WrongEnvironment, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(
            $"error: '{Model(1)}' is not the model that trial 1 of 'tiny' wrote",
            Assert.Single(run.MessageLines),
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, other.ExitCode);
    }

    [Fact]
    public void Verify_ModelThatIsAnotherTrials_SaysThatTheWeightsDiffer()
    {
        CommandRun run = CommandRun.Of("verify", "tiny/1", "--results", _folder.Results);

        Assert.Equal(ExitCode.TrialsFailed, run.ExitCode);
        Assert.Contains("and the weights differ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfAModelThatIsAnotherTrials_IsWrittenWithoutIt()
    {
        File.Copy(Model(1), Path.Combine(_folder.Root, "kept"));
        File.WriteAllBytes(Model(2), File.ReadAllBytes(Model(1))[..^1]);

        CommandRun run = CommandRun.Of("figures", "tiny", "--results", _folder.Results, "--format", "csv");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.DoesNotContain("first-layer-weights", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Model(int trial) => Path.Combine(_folder.Results, "tiny", "models", $"trial-{trial}.safetensors");
}
