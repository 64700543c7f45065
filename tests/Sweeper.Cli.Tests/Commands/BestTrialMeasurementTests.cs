using Microsoft.Data.Sqlite;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>What a run measures of its best trial after the last one was trained.</summary>
public sealed class BestTrialMeasurementTests : IDisposable
{
    private readonly TinySweep _sweep = new();

    [Fact]
    public void Run_MeasurementsAreMissing_MakesUpForThem()
    {
        byte[] before = Read(Robustness.AttachmentName)!;
        Delete();
        Assert.Null(Read(Robustness.AttachmentName));

        CommandRun run = Run();

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(before, Read(Robustness.AttachmentName));
        Assert.NotNull(Read(EnsembleGain.AttachmentName));
    }

    [Fact]
    public void Run_NoEvaluate_LeavesThemOut()
    {
        Delete();

        CommandRun run = Run("--no-evaluate");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Null(Read(Robustness.AttachmentName));
        Assert.DoesNotContain("measuring", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ModelOfTheBestTrialIsGone_EndsAsUsualWithoutThem()
    {
        Delete();
        Directory.Delete(Path.Combine(_sweep.Results, "tiny", "models"), recursive: true);

        CommandRun run = Run();

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Null(Read(Robustness.AttachmentName));
        Assert.DoesNotContain(
            "class=\"robustness\"",
            File.ReadAllText(Path.Combine(_sweep.Results, "tiny", "report.html")),
            StringComparison.Ordinal);
    }

    public void Dispose() => _sweep.Dispose();

    private CommandRun Run(params string[] options) =>
        CommandRun.Of(["run", Path.Combine(_sweep.Root, "tiny.yaml"), "--results", _sweep.Results, .. options]);

    private byte[]? Read(string name)
    {
        using var reader = SqliteSweepReader.Open(_sweep.Results);
        SweepRecord sweep = reader.FindSweep("tiny", null)!;
        return reader.ReadAttachment(sweep, sweep.BestTrial!.Value, name);
    }

    private void Delete()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_sweep.Results, "sweeper.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM attachments WHERE name IN ('robustness', 'ensemble')";
        Assert.Equal(2, command.ExecuteNonQuery());
    }
}
