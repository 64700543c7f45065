using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Storage.Connections;

/// <summary>Opens connections with the settings that every other part relies on.</summary>
internal static class SqliteConnections
{
    // Microsoft.Data.Sqlite repeats a busy statement until its own timeout; without this it would wait half a minute.
    private const int BusySeconds = 5;

    private static readonly string[] ReaderPragmas =
        ["busy_timeout = 5000", "mmap_size = 0", "trusted_schema = OFF", "cell_size_check = ON"];

    static SqliteConnections() => Batteries_V2.Init();

    /// <summary>The one connection that writes. The caller holds the run lock and has had the file checked.</summary>
    public static SqliteConnection OpenWriter(string databasePath)
    {
        FileSteps.Before(FileStep.Open, databasePath);
        SqliteConnection connection = Open(databasePath, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Execute("PRAGMA busy_timeout = 5000");
            string journalMode = connection.QuerySingle<string>("PRAGMA journal_mode = WAL");
            if (journalMode != "wal")
            {
                throw new SweeperException(
                    $"'{databasePath}' cannot use a write-ahead log (SQLite answered '{journalMode}'), "
                    + $"as on some network drives: choose a folder on a local disk with --results.",
                    FailureKind.Environment);
            }

            connection.Execute(
                """
                PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON;
                PRAGMA wal_autocheckpoint = 1000;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA mmap_size = 0;
                PRAGMA trusted_schema = OFF;
                PRAGMA cell_size_check = ON;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends a transaction of the one that writes; what it changed is on disk then.</summary>
    public static void Commit(SqliteConnection writer)
    {
        FileSteps.Before(FileStep.Write, writer.DataSource);
        writer.Execute("COMMIT TRANSACTION");
    }

    /// <summary>
    /// A connection that can only read, beside a writer or without one. <paramref name="immutable"/> tells SQLite that nobody
    /// writes, so that it needs no file beside the database; the caller must know that this is so.
    /// </summary>
    public static SqliteConnection OpenReader(string databasePath, bool immutable = false)
    {
        string source = immutable ? new Uri(databasePath).AbsoluteUri + "?immutable=1" : databasePath;
        SqliteConnection connection = Open(source, SqliteOpenMode.ReadOnly);
        try
        {
            foreach (string pragma in ReaderPragmas)
                SqliteStatement.Execute(connection, $"PRAGMA {pragma}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A copy in memory of a whole database, changed and from then on only read.</summary>
    public static SqliteConnection OpenCopy(SqliteConnection original, Action<SqliteConnection> change)
    {
        SqliteConnection copy = OpenMemory();
        try
        {
            original.BackupDatabase(copy);
            change(copy);
            copy.Execute("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;");
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>An empty database in memory.</summary>
    public static SqliteConnection OpenMemory() => Open(":memory:", SqliteOpenMode.Memory);

    private static SqliteConnection Open(string source, SqliteOpenMode mode)
    {
        SqliteConnectionStringBuilder settings = new()
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        };
        SqliteConnection connection = new(settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
