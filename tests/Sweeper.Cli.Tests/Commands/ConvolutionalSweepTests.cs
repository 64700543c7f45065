using System.Globalization;
using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>A sweep over convolutional networks, from the plan to what is left of it.</summary>
public sealed class ConvolutionalSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Plan_Convolutions_HaveOneFormEach()
    {
        JsonElement trials = CommandRun.Of("plan", File(), "--format", "json").Json();

        Assert.Equal(
            ["8", "4c5s2-p2-8", "4c3-p4-6c3v-p2"],
            trials.EnumerateArray().Select(t => t.GetProperty("architecture").GetString()!));
    }

    [Fact]
    public void Validate_Estimate_TimesConvolutions()
    {
        CommandRun run = CommandRun.Of("validate", File(), "--estimate", "--set", "parallel=1");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal("  architecture: 8, 4c5s2-p2-8, 4c3-p4-6c3v-p2", run.OutputLines[1]);
        Assert.Matches("^  about .+ in all: .+ for the smallest trial, .+ for the largest$", run.OutputLines[^4]);
    }

    [Fact]
    public void Verify_EveryTrial_IsBitIdentical()
    {
        Run("--parallel", "2");

        for (int trial = 1; trial <= 3; trial++)
        {
            CommandRun verify = CommandRun.Of(
                "verify", string.Create(CultureInfo.InvariantCulture, $"convolutions/{trial}"), "--results", _folder.Results);
            Assert.Equal(
                (ExitCode.Done, $"convolutions/{trial}: all 10 metrics are bit-identical, and so is every weight."),
                (verify.ExitCode, Assert.Single(verify.OutputLines)));
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Run(params string[] options)
    {
        CommandRun run = CommandRun.Of(["run", File(), "--results", _folder.Results, "--no-report", .. options]);
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
    }

    private string File() => _folder.Write("convolutions.yaml", TinyExperiment.Convolutions);
}
