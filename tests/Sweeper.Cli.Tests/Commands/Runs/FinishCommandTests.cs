using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands.Runs;

public sealed class FinishCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Finish_PrunedTrial_IsTrainedToItsEndAsIfNothingHadStoppedIt()
    {
        Run(TinyExperiment.Pruned);
        Assert.Equal("pruned", State("pruned/2"));

        CommandRun finish = Of("finish", "pruned/2", "--no-report");

        Assert.True(finish.ExitCode == ExitCode.Done, finish.Messages);
        Assert.Matches(
            @"^pruned/2 completed: trained to its last epoch\. .* at epoch 1 of 1 and is .* of 3, rank 2\.$",
            Assert.Single(finish.OutputLines));
        Assert.Equal("completed", State("pruned/2"));
        CommandRun verify = Of("verify", "pruned/2");
        Assert.True(verify.ExitCode == ExitCode.Done, verify.Output);
        JsonElement sweep = Of("show", "pruned", "--format", "json").Json();
        Assert.Contains("every trial has ended", sweep.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Finish_OtherTrials_ArePassedOverInTheSweep()
    {
        Run(TinyExperiment.Pruned.Replace("0.000001]", "0.000001, 0.000002]", StringComparison.Ordinal));

        Of("finish", "pruned/3", "--no-report", "--no-evaluate");

        Assert.Equal(("pruned", "completed"), (State("pruned/2"), State("pruned/3")));
    }

    [Fact]
    public void Finish_CompletedTrial_IsRefused()
    {
        Run(TinyExperiment.Single);

        CommandRun finish = Of("finish", "single/1");

        Assert.Equal(ExitCode.WrongInput, finish.ExitCode);
        Assert.Equal(
            "error: 'single/1' has its end already: trained to its last epoch; finish takes a trial that was pruned or "
            + "interrupted",
            Assert.Single(finish.MessageLines));
    }

    [Fact]
    public void Finish_OtherImagesThanThen_IsRefused()
    {
        Run(TinyExperiment.Pruned);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Results, "sweeper.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE sweep_facts SET text = 'another' WHERE name = 'dataset SHA-256'";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        CommandRun finish = Of("finish", "pruned/2");

        Assert.Equal(ExitCode.WrongEnvironment, finish.ExitCode);
        Assert.Contains("was trained with other data", finish.Messages, StringComparison.Ordinal);
        Assert.Equal("pruned", State("pruned/2"));
    }

    public void Dispose() => _folder.Dispose();

    private void Run(string experiment)
    {
        CommandRun run = Of("run", _folder.Write("tiny.yaml", experiment), "--no-report", "--no-evaluate");
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
    }

    private string State(string trial) =>
        Of("show", trial, "--format", "json").Json().GetProperty("outcome").GetProperty("state").GetString()!;

    private CommandRun Of(params string[] arguments) => CommandRun.Of([.. arguments, "--results", _folder.Results]);
}
