using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Reading;

/// <summary>Reads where sweeps were run.</summary>
internal static class EnvironmentQueries
{
    private const string Columns =
        """
        SELECT version, git_commit, operating_system, processor, cores, runtime, machine_name, process_id, command_line,
            parallel, started_at
        FROM environments
        """;

    public static ImmutableArray<SweepEnvironment> OfSweep(SqliteConnection connection, long sweepId)
    {
        using SqliteStatement statement = new(connection, $"{Columns} WHERE sweep_id = ?1 ORDER BY environment_id");
        statement.Bind(sweepId);
        var environments = ImmutableArray.CreateBuilder<SweepEnvironment>();
        while (statement.Step())
            environments.Add(Read(statement));
        return environments.ToImmutable();
    }

    /// <summary>Where some trial was run.</summary>
    public static SweepEnvironment? Find(SqliteConnection connection, long environmentId)
    {
        using SqliteStatement statement = new(connection, $"{Columns} WHERE environment_id = ?1");
        return statement.Bind(environmentId).Step() ? Read(statement) : null;
    }

    private static SweepEnvironment Read(SqliteStatement row) => new()
    {
        Version = row.Text(0),
        GitCommit = row.TextOrNull(1),
        OperatingSystem = row.Text(2),
        Processor = row.Text(3),
        Cores = row.Int32(4),
        Runtime = row.Text(5),
        MachineName = row.Text(6),
        ProcessId = row.Int32(7),
        CommandLine = row.Text(8),
        Parallel = row.Int32(9),
        StartedAt = StoredTime.Read(row.Text(10)),
    };
}
