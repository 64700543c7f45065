using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>Many processes at one results folder.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [LongFact]
    public Task Run_ManyStartsAtOnce_OneRunsAndTheOthersNameIt() => StartAsync(32);

    [Fact]
    public async Task Run_WhileOthersRead_IsNeverDisturbed()
    {
        _folder.Write("grid.yaml", Experiments.Grid);
        using SweeperProcess runner = SweeperProcess.Start(_folder.Root, "run", "grid.yaml", "--no-report");
        await runner.WaitForMessageAsync("grid: 8 trials");

        // One that holds on to what it saw first keeps the log from being folded in for as long as it likes.
        using SqliteConnection holder = Connect();
        Execute(holder, "BEGIN; SELECT count(*) FROM trials");
        Task<FinishedCommand> end = runner.EndAsync();
        int reads = 0;
        for (; !end.IsCompleted || reads < 8; reads++)
        {
            // A report is far more work than the others: it is drawn once in a while, so that the run has the processor too.
            string[] command = (reads % 8) switch
            {
                0 or 4 => ["list"],
                1 or 5 => ["trials", "grid"],
                7 => ["report", "grid", "--output", "half.html"],
                _ => ["query", "SELECT count(*) FROM epochs"],
            };
            (await SweeperCommand.RunAsync(_folder.Root, command)).With(exitCode: 0);
            using SqliteConnection other = Connect();
            Execute(other, "SELECT count(*) FROM metrics");
        }

        (await end).With(exitCode: 0);
        Execute(holder, "SELECT count(*) FROM trials; COMMIT");
        (await SweeperCommand.RunAsync(_folder.Root, "run", "grid.yaml", "--no-report", "--results", "alone")).With(exitCode: 0);
        Assert.Equal(await TrialsAsync("alone"), await TrialsAsync("results"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task StartAsync(int starts)
    {
        _folder.Write("endless.yaml", Experiments.Endless);
        SweeperProcess[] processes =
            [.. Enumerable.Range(0, starts).Select(_ => SweeperProcess.Start(_folder.Root, "run", "endless.yaml"))];
        try
        {
            for (int ended = 1; ended < starts; ended++)
                await Deadline.WaitAsync(
                    () => Task.FromResult(processes.Count(p => p.HasEnded) >= ended), "They were not refused.");

            SweeperProcess owner = Assert.Single(processes, p => !p.HasEnded);
            await owner.WaitForMessageAsync("endless: 1 trial, 1 at once");
            foreach (SweeperProcess process in processes.Where(p => p != owner))
            {
                FinishedCommand refused = (await process.EndAsync()).With(exitCode: 3);
                string line = Assert.Single(refused.MessageLines);
                Assert.Matches($"^error: '.*results' is in use by process {owner.Id} \\(started [0-9-]+ [0-9:]+ UTC as ", line);
            }
        }
        finally
        {
            foreach (SweeperProcess process in processes)
                process.Dispose();
        }
    }

    private async Task<string[]> TrialsAsync(string results)
    {
        const string Sql =
            "SELECT trial, state, seed, objective, best_epoch, final_train_loss, best_test_loss FROM runs ORDER BY trial";
        JsonElement[] rows = await SweeperCommand.RowsAsync(_folder.Root, "query", Sql, "--results", results);
        return [.. rows.Select(r => r.GetRawText())];
    }

    private SqliteConnection Connect()
    {
        SqliteConnection connection = new(
            $"Data Source={Path.Combine(_folder.Root, "results", "sweeper.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read() || reader.NextResult())
            continue;
    }
}
