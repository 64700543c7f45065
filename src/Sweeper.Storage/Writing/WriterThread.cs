using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Writing;

/// <summary>
/// The one thread that writes. Others post to a bounded queue and wait when it is full; this one takes what is there, however
/// much has come together while the last transaction was written, writes it in one transaction and acknowledges it after the
/// commit. After a failed write nothing is written any more, and whoever posts is told why: what was acknowledged is on disk,
/// the rest is not, and the next process carries on from there.
/// </summary>
internal sealed class WriterThread : IDisposable
{
    /// <summary>So many writes may wait; posting another one blocks.</summary>
    public const int Capacity = 4096;

    // With so many writes there is nothing to wait for.
    private const int EnoughWrites = 64;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(100);

    // Threads that block on both ends: a BlockingCollection is the bounded channel for those.
    private readonly BlockingCollection<Write> _queue = new(Capacity);
    private readonly WriterSession _session;
    private readonly ResultsFolder _folder;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private volatile Exception? _fault;

    public WriterThread(SqliteConnection connection, ResultsFolder folder, TimeProvider time)
    {
        _session = new WriterSession(connection);
        _folder = folder;
        _time = time;
        _thread = new Thread(Run) { Name = "store writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether something has ended all writing.</summary>
    public bool IsFaulted => _fault is not null;

    /// <summary>Queues a write and returns; waits only while the queue is full.</summary>
    public void Post(Write write)
    {
        ThrowIfFaulted();
        try
        {
            _queue.Add(write);
        }
        catch (InvalidOperationException) when (_queue.IsAddingCompleted)
        {
            throw new ObjectDisposedException(nameof(ISweepStore));
        }
    }

    /// <summary>Queues a write and returns when it is committed.</summary>
    public void Commit(Write write)
    {
        Post(write);
        try
        {
            write.Committed.GetAwaiter().GetResult();
        }
        catch (Exception e) when (ReferenceEquals(e, _fault))
        {
            ThrowIfFaulted();
        }
    }

    /// <summary>Ends all writing because of a failure outside the database, such as that of an attachment's file.</summary>
    /// <returns>What ended all writing: this failure, or an earlier one.</returns>
    public Exception Fault(Exception cause)
    {
        Exception fault = cause is SqliteException or IOException or UnauthorizedAccessException or SweeperException
            ? StoreFailure.From(cause, _folder)
            : new InvalidOperationException("The writer of the store failed.", cause);
        return Interlocked.CompareExchange(ref _fault, fault, null) ?? fault;
    }

    /// <summary>Writes what is queued and ends the thread.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _session.Dispose();
    }

    /// <summary>
    /// Throws what ended all writing, if anything has; anew for each caller, as several threads may be told at once.
    /// </summary>
    public void ThrowIfFaulted()
    {
        switch (_fault)
        {
            case null:
                break;
            case SweeperException expected:
                throw new SweeperException(expected.Message, expected.Kind, expected);
            case Exception bug:
                ExceptionDispatchInfo.Throw(bug);
                break;
        }
    }

    private void Run()
    {
        List<Write> batch = new(Capacity);
        while (Collect(batch))
        {
            Process(batch);
            batch.Clear();
        }
    }

    /// <summary>
    /// Waits for a write and for those that follow, until there are enough, the first is old enough or one is to be committed at
    /// once; then takes what else is there without waiting.
    /// </summary>
    private bool Collect(List<Write> batch)
    {
        if (!_queue.TryTake(out Write? write, Timeout.Infinite))
            return false;
        batch.Add(write);
        long start = _time.GetTimestamp();
        bool isDue = false;
        while (batch.Count < Capacity)
        {
            TimeSpan left = LongestDelay - _time.GetElapsedTime(start);
            isDue = isDue || batch[^1].CommitsAtOnce || batch.Count >= EnoughWrites || left <= TimeSpan.Zero;
            if (!_queue.TryTake(out write, isDue ? TimeSpan.Zero : left))
                break;
            batch.Add(write);
        }

        return true;
    }

    private void Process(List<Write> batch)
    {
        Exception? failure = _fault;
        if (failure is null)
        {
            try
            {
                CommitBatch(batch);
            }
            catch (Exception e)
            {
                RollBack();
                failure = Fault(e);
            }
        }

        foreach (Write write in batch)
        {
            if (failure is null)
                write.Acknowledge();
            else
                write.Fail(failure);
        }
    }

    private void CommitBatch(List<Write> batch)
    {
        _session.Statement("BEGIN IMMEDIATE").Run();
        for (int i = 0; i < batch.Count;)
        {
            List<EpochWrite> epochs = [];
            while (i + epochs.Count < batch.Count && batch[i + epochs.Count] is EpochWrite epoch)
                epochs.Add(epoch);
            if (epochs.Count > 0)
                EpochWrite.ApplyAll(_session, CollectionsMarshal.AsSpan(epochs));
            else
                batch[i].Apply(_session);
            i += Math.Max(epochs.Count, 1);
        }

        _session.RenewViews();
        SqliteConnections.Commit(_session.Connection);
    }

    // SQLite has already rolled back after some failures; that it then finds no transaction is no further failure.
    private void RollBack()
    {
        try
        {
            _session.Connection.Execute("ROLLBACK TRANSACTION");
        }
        catch (SqliteException)
        {
        }
    }
}
