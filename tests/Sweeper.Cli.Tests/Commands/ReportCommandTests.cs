using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

[Collection(SharedTinySweep.Name)]
public sealed class ReportCommandTests(TinySweep sweep)
{
    [Fact]
    public void Report_Sweep_WritesItWhereRunDidAndPrintsThePath()
    {
        string path = Path.Combine(sweep.Results, "tiny", "report.html");
        string before = File.ReadAllText(path);
        File.Delete(path);

        CommandRun run = CommandRun.Of("report", "tiny", "--results", sweep.Results);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        Assert.Equal(path, Assert.Single(run.OutputLines));
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void Report_Output_WritesItThere()
    {
        string path = Path.Combine(sweep.Root, "elsewhere", "tiny.html");

        CommandRun run = CommandRun.Of("report", "tiny", "--output", path, "--results", sweep.Results);

        Assert.Equal(path, Assert.Single(run.OutputLines));
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OutputThatIsAFolder_SaysSo()
    {
        CommandRun run = CommandRun.Of("report", "tiny", "--output", sweep.Root, "--results", sweep.Results);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(sweep.Root, Assert.Single(run.MessageLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_UnknownSweep_IsRefused()
    {
        CommandRun run = CommandRun.Of("report", "other", "--results", sweep.Results);

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Equal("error: there is no sweep 'other'; there are: tiny", Assert.Single(run.MessageLines));
    }
}
