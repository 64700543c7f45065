using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Files;
using Sweeper.Storage.Versions;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Databases;

/// <summary>
/// A read-only connection to the database of a results folder, checked to be one that this version understands.
/// </summary>
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
    public static ReaderConnection Open(ResultsFolder folder) => Open(folder, new Migrator(Migrations.All));

    internal static ReaderConnection Open(ResultsFolder folder, Migrator migrator)
    {

        // Asked before the first attempt, which may leave an empty log behind when it fails.
        bool hasLog = File.Exists(folder.DatabasePath + "-wal");
        try
        {
            int version = DatabaseFile.Check(folder, migrator.NewestVersion, DatabaseScrutiny.Brief);
            if (version == 0)
                throw NoSweeps(folder);
            return Settled(folder, Understood(folder, migrator, version, SqliteConnections.OpenReader(folder.DatabasePath)));
        }
        catch (SweeperException e) when (!hasLog && e.InnerException is SqliteException sqlite && NeedsWritableFolder(sqlite))
        {
            return OpenImmutable(folder, migrator);
        }
        catch (SqliteException e)
        {
            throw StoreFailure.From(e, folder);
        }
    }

    /// <summary>Reads within one transaction, so that everything read belongs to one state of the database.</summary>
    public T Read<T>(Func<SqliteConnection, T> read) => Explain(() =>
    {
        SqliteStatement.Execute(Sqlite, "BEGIN DEFERRED");
        try
        {
            return read(Sqlite);
        }
        finally
        {
            SqliteStatement.Execute(Sqlite, "ROLLBACK TRANSACTION");
        }
    });

    /// <summary>
    /// Likewise for what is read bit by bit: the transaction lasts until the last of it was taken, or no more is wanted.
    /// </summary>
    public IEnumerable<T> Stream<T>(Func<SqliteConnection, IEnumerable<T>> read)
    {
        Explain(() => Execute("BEGIN DEFERRED"));
        try
        {
            using IEnumerator<T> items = read(Sqlite).GetEnumerator();
            while (Explain(items.MoveNext))
                yield return items.Current;
        }
        finally
        {
            Explain(() => Execute("ROLLBACK TRANSACTION"));
        }
    }

    public void Dispose() => Sqlite.Dispose();

    private bool Execute(string sql)
    {
        SqliteStatement.Execute(Sqlite, sql);
        return true;
    }

    private T Explain<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            throw StoreFailure.From(e, _folder);
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException)
        {
            throw StoreFailure.Damaged(_folder.DatabasePath, e.Message.TrimEnd('.'), e);
        }
        catch (Exception e) when (e is not SweeperException && FindDamage() is string finding)
        {
            throw StoreFailure.Damaged(_folder.DatabasePath, finding, e);
        }
    }

    // Whether what went wrong is to be blamed on the database, which is looked at closely only now.
    private string? FindDamage()
    {
        try
        {
            return DatabaseFile.FindDamage(Sqlite);
        }
        catch (SqliteException e)
        {
            return StoreFailure.Detail(e);
        }
    }

    // SQLite reads a database with a write-ahead log through files beside it, which it creates. Where it cannot, nobody writes
    // either as long as there is no log, and the database may be read as it lies there.
    private static ReaderConnection OpenImmutable(ResultsFolder folder, Migrator migrator)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteConnections.OpenReader(folder.DatabasePath, immutable: true);
            int version = DatabaseFile.Version(connection, folder.DatabasePath, migrator.NewestVersion);
            if (version == 0)
                throw NoSweeps(folder);
            return Settled(folder, Understood(folder, migrator, version, connection));
        }
        catch (Exception e)
        {
            connection?.Dispose();
            if (e is SqliteException)
                throw StoreFailure.From(e, folder);
            throw;
        }
    }

    // A database of an older version stays as it is until something is run: what is read is a copy in memory, brought up to
    // date.
    private static ReaderConnection Understood(ResultsFolder folder, Migrator migrator, int version, SqliteConnection connection)
    {
        if (version == migrator.NewestVersion)
            return new ReaderConnection(folder, connection);
        using SqliteConnection original = connection;
        return new ReaderConnection(folder, SqliteConnections.OpenCopy(original, copy =>
        {
            migrator.Apply(copy, version);
            if (Recovery.IsNeeded(copy) && !RunLock.IsHeld(folder))
                Recovery.Run(copy);
        }));
    }

    // What a killed process left running is shown as what it is, though only the next run may write it down. Looked for first,
    // and then whether somebody runs it: that one may have started meanwhile, but not ended unseen.
    private static ReaderConnection Settled(ResultsFolder folder, ReaderConnection connection)
    {
        try
        {
            if (Recovery.IsNeeded(connection.Sqlite) && !RunLock.IsHeld(folder))
                Recovery.Show(connection.Sqlite);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool NeedsWritableFolder(SqliteException e) =>
        e.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY;

    private static SweeperException NoSweeps(ResultsFolder folder) =>
        new(
            $"There are no sweeps in '{folder.Path}' yet: 'sweeper run FILE' makes one, and --results names another folder.",
            FailureKind.Input);
}
