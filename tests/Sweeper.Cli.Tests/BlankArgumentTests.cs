using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests;

/// <summary>A script's variable that was never set stands where an argument should.</summary>
[Collection(SharedTinySweep.Name)]
public sealed class BlankArgumentTests(TinySweep sweep)
{
    public static TheoryData<string[], string> Blanks => new()
    {
        { ["list", "--results", ""], "--results is empty; it must be DIR." },
        { ["list", "--results", "  "], "--results is empty; it must be DIR." },
        { ["data", "list", "--data", ""], "--data is empty; it must be DIR." },
        { ["export", "tiny", "--output", ""], "--output is empty; it must be FILE." },
        { ["report", "tiny", "--output", "\t"], "--output is empty; it must be FILE." },
        { ["figures", "tiny", "--output", ""], "--output is empty; it must be DIR." },
        { ["run", "x.yaml", "--set", ""], "--set is empty; it must be KEY=VALUE." },
        { ["query", "SELECT 1", "--param", ""], "--param is empty; it must be NAME=VALUE." },
        { ["run", ""], "FILE is empty; it must be a text." },
        { ["plan", ""], "FILE is empty; it must be a text." },
        { ["validate", ""], "FILE is empty; it must be a text." },
        { ["validate", "x.yaml", ""], "FILE is empty; it must be a text." },
        { ["trials", ""], "SWEEP is empty; it must be a text." },
        { ["show", ""], "SWEEP[/TRIAL] is empty; it must be a text." },
        { ["compare", "tiny/1", ""], "SWEEP/TRIAL is empty; it must be a text." },
        { ["query", ""], "SQL is empty; it must be a text." },
        { ["evaluate", ""], "SWEEP[/TRIAL] is empty; it must be a text." },
        { ["predict", "tiny", ""], "IMAGE is empty; it must be a text." },
        { ["verify", " "], "SWEEP/TRIAL is empty; it must be a text." },
        { ["data", "fetch", ""], "NAME is empty; it must be a text." },
        { ["try", "--", "", "--name", "x"], "COMMAND is empty; it must be a text." },
    };

    [Theory]
    [MemberData(nameof(Blanks))]
    public void Run_BlankArgument_IsALineOfErrorAndWritesNothing(string[] arguments, string error)
    {
        string[] before = Directory.GetFileSystemEntries(Environment.CurrentDirectory);

        CommandRun run = CommandRun.Of(arguments.Contains("--results") || arguments[0] is "data" or "plan" or "validate"
            ? arguments
            : [.. arguments, "--results", sweep.Results]);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal($"error: {error}", run.MessageLines[0]);
        Assert.StartsWith("Try 'sweeper ", run.MessageLines[1], StringComparison.Ordinal);
        Assert.Equal(2, run.MessageLines.Length);
        Assert.Equal(before, Directory.GetFileSystemEntries(Environment.CurrentDirectory));
    }
}
