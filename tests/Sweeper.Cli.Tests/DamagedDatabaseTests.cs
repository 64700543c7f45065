using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests;

/// <summary>
/// Whatever lies where the database should be, a command works or refuses it in one line and leaves it as it is.
/// </summary>
public sealed class DamagedDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_DatabaseOfEachDamage_WorksOrRefusesItInOneLineAndLeavesItAsItIs() => Damage(mutants: 48);

    [LongFact]
    public void Run_DatabaseOfAnyDamage_WorksOrRefusesItInOneLineAndLeavesItAsItIs() => Damage(mutants: 500);

    [Theory]
    [InlineData("sweeps", "created_at")]
    [InlineData("sweeps", "ended_at")]
    [InlineData("environments", "started_at")]
    [InlineData("trials", "started_at")]
    [InlineData("trials", "ended_at")]
    public void Run_TimeThatIsNone_IsRefusedBeforeAnythingIsTrained(string table, string column)
    {
        string experiment = _folder.Write("tiny.yaml", TinyExperiment.Grid);
        byte[] damaged = HalfDone(experiment, $"UPDATE {table} SET {column} = '2026-11-30T22:53:28.16225x3Z';");

        (bool isRefused, string? complaint) = Try(["run", experiment, "--no-report"], damaged);

        Assert.Null(complaint);
        Assert.True(isRefused);
    }

    [Fact]
    public void Run_FolderWhereTheDatabaseShouldBe_IsRefusedByEveryCommand()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Results, "sweeper.db"));
        string experiment = _folder.Write("tiny.yaml", TinyExperiment.Grid);
        foreach (string[] command in new[] { ["list"], ["query", "SELECT 1"], new[] { "run", experiment } })
        {
            CommandRun run = CommandRun.Of([.. command, "--results", _folder.Results]);
            Assert.Equal(ExitCode.WrongEnvironment, run.ExitCode);
            Assert.StartsWith("error: ", Assert.Single(run.MessageLines), StringComparison.Ordinal);
        }

        Assert.True(Directory.Exists(Path.Combine(_folder.Results, "sweeper.db")));
    }

    private void Damage(int mutants)
    {
        string experiment = _folder.Write("tiny.yaml", TinyExperiment.Grid);
        byte[] original = HalfDone(experiment);
        string[][] commands =
        [
            ["list", "--format", "json"],
            ["query", "SELECT * FROM runs"],
            ["run", experiment, "--no-report", "--parallel", "1"],
        ];
        var complaints = new ConcurrentQueue<string>();
        int next = -1;
        int refusals = 0;

        // Threads of their own: commands block on tasks, for which a pool full of them would have no thread left.
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        Assert.True(complaints.IsEmpty, string.Join('\n', complaints.Order()));
        Assert.InRange(refusals, mutants, mutants * commands.Length);

        void Work()
        {
            for (int number = Interlocked.Increment(ref next); number < mutants; number = Interlocked.Increment(ref next))
            {
                foreach (string[] command in commands)
                {
                    (bool isRefused, string? complaint) = Try(command, DamagedDatabase.Make(original, number));
                    Interlocked.Add(ref refusals, isRefused ? 1 : 0);
                    if (complaint is not null)
                        complaints.Enqueue($"mutant {number}, {command[0]}: {complaint}");
                }
            }
        }
    }

    /// <summary>
    /// Runs a command over a damaged database; says whether it was refused, and what is wrong with how it ended.
    /// </summary>
    private (bool IsRefused, string? Complaint) Try(string[] command, byte[] mutant)
    {
        string results = Path.Combine(_folder.Root, Path.GetRandomFileName());
        string database = Path.Combine(results, "sweeper.db");
        Directory.CreateDirectory(results);
        File.WriteAllBytes(database, mutant);
        CommandRun run = CommandRun.Of([.. command, "--results", results]);
        bool isRefused = run.ExitCode is ExitCode.WrongInput or ExitCode.WrongEnvironment;
        bool isSame = mutant.AsSpan().SequenceEqual(File.ReadAllBytes(database));
        Directory.Delete(results, recursive: true);

        if (!isRefused && run.ExitCode is not (ExitCode.Done or ExitCode.TrialsFailed))
            return (isRefused, $"exit {run.ExitCode}: {run.Messages}");
        if (run.Messages.Contains("   at ", StringComparison.Ordinal))
            return (isRefused, $"a stack trace: {run.Messages}");
        if (isRefused && run.MessageLines.Count(l => l.StartsWith("error: ", StringComparison.Ordinal)) != 1)
            return (isRefused, $"not one line of error: {run.Messages}");
        return (isRefused, isSame
            || (!isRefused && command[0] == "run") ? null : $"it was changed, and ended with {run.ExitCode}: {run.Messages}");
    }

    /// <summary>A database whose sweep has trials left to train, so that a run has something to write.</summary>
    private byte[] HalfDone(string experiment, string change = "")
    {
        CommandRun run = CommandRun.Of("run", experiment, "--no-report", "--results", _folder.Results);
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        string path = Path.Combine(_folder.Results, "sweeper.db");
        using (SqliteConnection connection = new($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText =
                $"UPDATE trials SET state = '{TrialState.Interrupted.Name()}' WHERE number = 4; {change} VACUUM;";
            command.ExecuteNonQuery();
        }

        return File.ReadAllBytes(path);
    }
}
