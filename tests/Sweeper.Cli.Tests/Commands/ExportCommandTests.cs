using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

[Collection(SharedTinySweep.Name)]
public sealed class ExportCommandTests(TinySweep sweep) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Export_Trials_AreARowEachByNumber()
    {
        string[] lines = Export().OutputLines;

        string[] header = lines[0].Split(',');
        Assert.Equal(["sweep", "rank", "trial", "repeat", "fold", "state", "reason", "seed", "identity"], header[..9]);
        Assert.Contains("best_validation_accuracy", header);
        Assert.Contains("final_train_loss", header);
        Assert.Equal(header.Length, header.Distinct().Count());
        Assert.Equal(["1", "2", "3", "4"], lines[1..].Select(l => l.Split(',')[2]));
    }

    [Fact]
    public void Export_Epochs_AreARowPerTrialAndEpochInBothFormats()
    {
        string[] lines = Export("--epochs").OutputLines;
        JsonElement[] rows = [.. Export("--epochs", "--format", "json").Json().EnumerateArray()];

        Assert.StartsWith("sweep,trial,epoch,is_best,duration_seconds,", lines[0], StringComparison.Ordinal);
        Assert.Equal(8, rows.Length);
        Assert.Equal(8, lines.Length - 1);
        Assert.Equal(
            lines[1].Split(',')[5..].Select(v => v.Length > 0),
            rows[0].EnumerateObject().Skip(5).Select(p => p.Value.ValueKind == JsonValueKind.Number));
        Assert.Equal(4, rows.Count(r => r.GetProperty("is_best").GetBoolean()));
        Assert.Equal([1, 2, 1, 2, 1, 2, 1, 2], rows.Select(r => r.GetProperty("epoch").GetInt32()));
    }

    [Fact]
    public void Export_ToAFile_IsWhatStandardOutputGets()
    {
        string file = _folder.Write("trials.json", "what was there before");

        CommandRun run = Export("--output", file);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Output));
        Assert.Equal(file, Assert.Single(run.MessageLines));
        Assert.Equal(Export("--format", "json").Output, File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Export_ToAFolderThatIsNotThere_LeavesNothing()
    {
        CommandRun run = Export("--output", Path.Combine(_folder.Root, "nothing", "x.csv"));

        Assert.Equal(ExitCode.WrongEnvironment, run.ExitCode);
        Assert.Contains("--output", Assert.Single(run.MessageLines), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    private CommandRun Export(params string[] arguments) =>
        CommandRun.Of(["export", "tiny", .. arguments, "--results", sweep.Results]);
}
