using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sweeper.Storage.Databases;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Reading;

/// <summary>A read-only connection to the database of a results folder, checked to be one that this version understands.</summary>
internal sealed class ReaderConnection : IDisposable
{
    private readonly ResultsFolder _folder;

    private ReaderConnection(ResultsFolder folder, SqliteConnection connection)
    {
        _folder = folder;
        Sqlite = connection;
    }

    public SqliteConnection Sqlite { get; }

    /// <exception cref="SweeperException">There is no database yet, or none that can be read.</exception>
    public static ReaderConnection Open(ResultsFolder folder)
    {
        int newestVersion = Migrations.All[^1].Version;

        // Asked before the first attempt, which may leave an empty log behind when it fails.
        bool hasLog = File.Exists(folder.DatabasePath + "-wal");
        try
        {
            if (DatabaseFile.Check(folder, newestVersion, thorough: false) == 0)
                throw NoSweeps(folder);
            return new ReaderConnection(folder, SqliteConnections.OpenReader(folder.DatabasePath));
        }
        catch (SweeperException e) when (!hasLog && e.InnerException is SqliteException sqlite && NeedsWritableFolder(sqlite))
        {
            return OpenImmutable(folder, newestVersion);
        }
        catch (SqliteException e)
        {
            throw StoreFailure.From(e, folder);
        }
    }

    /// <summary>Reads within one transaction, so that everything read belongs to one state of the database.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            Sqlite.Execute("BEGIN DEFERRED");
            try
            {
                return read(Sqlite);
            }
            finally
            {
                Sqlite.Execute("ROLLBACK TRANSACTION");
            }
        }
        catch (SqliteException e)
        {
            throw StoreFailure.From(e, _folder);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw StoreFailure.Damaged(_folder.DatabasePath, e.Message.TrimEnd('.'), e);
        }
    }

    public void Dispose() => Sqlite.Dispose();

    // SQLite reads a database with a write-ahead log through files beside it, which it creates. Where it cannot, nobody writes
    // either as long as there is no log, and the database may be read as it lies there.
    private static ReaderConnection OpenImmutable(ResultsFolder folder, int newestVersion)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteConnections.OpenReader(folder.DatabasePath, immutable: true);
            if (DatabaseFile.Version(connection, folder.DatabasePath, newestVersion) == 0)
                throw NoSweeps(folder);
            return new ReaderConnection(folder, connection);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            if (e is SqliteException)
                throw StoreFailure.From(e, folder);
            throw;
        }
    }

    private static bool NeedsWritableFolder(SqliteException e) => e.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY;

    private static SweeperException NoSweeps(ResultsFolder folder) =>
        new(
            $"There are no sweeps in '{folder.Path}' yet: 'sweeper run FILE' makes one, and --results names another folder.",
            FailureKind.Input);
}
