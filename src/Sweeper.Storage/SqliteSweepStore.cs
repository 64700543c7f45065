using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Databases;
using Sweeper.Storage.Files;
using Sweeper.Storage.Requests;
using Sweeper.Storage.Versions;
using Sweeper.Storage.Writing;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage;

/// <summary>
/// The database of a results folder, open for writing. One process at a time holds it; what it acknowledged survives the
/// process, the system and the power failing. Thread-safe, except that <see cref="Dispose"/> comes last.
/// </summary>
public sealed class SqliteSweepStore : ISweepStore
{
    private readonly ResultsFolder _folder;
    private readonly TimeProvider _time;
    private readonly RunLock _lock;
    private readonly SqliteConnection _connection;
    private bool _isDisposed;

    private SqliteSweepStore(ResultsFolder folder, TimeProvider time, RunLock runLock, SqliteConnection connection)
    {
        _folder = folder;
        _time = time;
        _lock = runLock;
        _connection = connection;
        Writer = new WriterThread(connection, folder, time);
    }

    internal WriterThread Writer { get; }

    /// <summary>
    /// Where a copy of the database lies as it was before this version changed its tables; null when it was not of an older
    /// version.
    /// </summary>
    public string? BackupPath { get; private init; }

    /// <summary>
    /// Takes the folder for this process and opens its database, creating either when it is missing. What a killed process left
    /// running becomes interrupted.
    /// </summary>
    /// <param name="resultsFolder">The results folder, relative to the current one or absolute.</param>
    /// <param name="time">The clock of the times that are recorded.</param>
    /// <exception cref="SweeperException">
    /// Another process has the folder (the message names it), the folder cannot be written, or <c>sweeper.db</c> is damaged, of
    /// a newer version, or not Sweeper's; it is then left as it is.
    /// </exception>
    public static SqliteSweepStore Open(string resultsFolder, TimeProvider time) => Open(resultsFolder, time, Migrations.All);

    internal static SqliteSweepStore Open(string resultsFolder, TimeProvider time, ImmutableArray<Migration> migrations)
    {
        ResultsFolder folder = new(resultsFolder);
        folder.Create();
        RunLock runLock = RunLock.Acquire(folder, time);
        SqliteConnection? connection = null;
        try
        {
            Migrator migrator = new(migrations);
            bool isSealed = runLock.Seal.Length > 0 && runLock.Seal == DatabaseSeal.Of(folder);
            int version = DatabaseFile.Check(
                folder, migrator.NewestVersion, isSealed ? DatabaseScrutiny.Sealed : DatabaseScrutiny.Thorough);
            connection = SqliteConnections.OpenWriter(folder.DatabasePath);
            string? backup = migrator.Migrate(connection, folder, version);
            FolderSync.Flush(folder.Path);
            Recovery.Run(connection);
            return new SqliteSweepStore(folder, time, runLock, connection) { BackupPath = backup };
        }
        catch (Exception e)
        {
            connection?.Dispose();
            runLock.Dispose();
            if (e is SqliteException or IOException or UnauthorizedAccessException)
                throw StoreFailure.From(e, folder);
            throw;
        }
    }

    /// <inheritdoc/>
    public ISweepJournal Open(SweepPlan plan, SweepEnvironment environment, bool fresh)
    {
        _folder.SweepFolder(new SweepReference(plan.Name, Number: 1));
        return Open(new OpenSweepWrite(plan, environment, fresh, _time.GetUtcNow()));
    }

    /// <summary>
    /// Opens a recorded sweep to train a pruned trial of it to its end: the trial becomes an interrupted one, which goes on from
    /// its checkpoint where it left one.
    /// </summary>
    /// <param name="plan">The sweep as it is recorded, with its fingerprint; all trials but that one are left out.</param>
    /// <param name="sweep">Which sweep of the plan's name.</param>
    /// <param name="trial">The number of the trial.</param>
    /// <param name="environment">Where it is trained.</param>
    /// <exception cref="SweeperException">The store cannot be written, or the sweep or trial is another one by now.</exception>
    public ISweepJournal OpenToFinish(SweepPlan plan, SweepReference sweep, int trial, SweepEnvironment environment) =>
        Open(new OpenSweepWrite(plan, environment, fresh: false, _time.GetUtcNow()) { Finishing = (sweep, trial) });

    /// <summary>Gives a sweep another name, and the next number of it; its folder goes along.</summary>
    /// <returns>What it is called now.</returns>
    /// <exception cref="SweeperException">The store cannot be written, or the folder cannot be moved.</exception>
    public SweepReference Rename(SweepRecord sweep, string name)
    {
        int last = _connection.QuerySingle<int>("SELECT coalesce(max(number), 0) FROM sweeps WHERE name = @name", new { name });
        var renamed = new SweepReference(name, last + 1);
        string from = _folder.SweepFolder(sweep.Reference), to = _folder.SweepFolder(renamed);
        try
        {
            if (Directory.Exists(from))
                Directory.Move(from, to);
            try
            {
                Writer.Commit(
                    new RenameSweepWrite(sweep.Id, name, renamed.Number, sweep.Reference.FolderName, renamed.FolderName));
            }
            catch when (Directory.Exists(to))
            {
                Directory.Move(to, from);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(e, _folder);
        }

        return renamed;
    }

    /// <summary>Forgets a sweep, removes its folder and gives what it took of the database free.</summary>
    /// <exception cref="SweeperException">The store cannot be written, or the folder cannot be removed.</exception>
    public void Delete(SweepRecord sweep)
    {
        Writer.Commit(new DeleteSweepWrite(sweep.Id));
        try
        {
            string folder = _folder.SweepFolder(sweep.Reference);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            _connection.Execute("VACUUM");
        }
        catch (SqliteException)
        {
            // Somebody is reading: the next sweep fills the room.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(e, _folder);
        }
    }

    /// <summary>Changes what people have noted of a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="note">Its note; empty for none, null for the one that it has.</param>
    /// <param name="added">Tags that it gets.</param>
    /// <param name="removed">Tags that it loses.</param>
    /// <exception cref="SweeperException">The store cannot be written.</exception>
    public void Note(SweepRecord sweep, string? note, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed) =>
        Writer.Commit(new NoteSweepWrite(sweep.Id, note, added, removed));

    private SweepJournal Open(OpenSweepWrite write)
    {
        Writer.Commit(write);
        _folder.CreateSweepFolder(write.Opened!.Reference);
        return new SweepJournal(write.Opened, _folder, Writer,
            _time) { Requests = new RequestFiles(_folder, _lock.Holding, _time) };
    }

    /// <summary>Has a failed trial of a sweep that is not running wait to be trained again.</summary>
    /// <param name="request">Names the trial.</param>
    internal RequestAnswer Retry(SweepRequest request)
    {
        RetryLaterWrite write = new(request);
        Writer.Commit(write);
        return write.Answer!;
    }

    /// <summary>Writes what is queued, folds the write-ahead log into the database and gives the folder free.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Writer.Dispose();
        try
        {
            // A reader in the middle of something keeps the log alive; it is not worth waiting long for.
            _connection.Execute("PRAGMA busy_timeout = 500");
            _connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // The log stays beside the database and is read with it: nothing is lost.
        }

        _connection.Dispose();
        if (!Writer.IsFaulted && DatabaseSeal.Of(_folder) is string seal)
            _lock.Leave(seal);
        _lock.Dispose();
    }
}
