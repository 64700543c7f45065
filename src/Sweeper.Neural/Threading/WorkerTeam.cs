using System.Runtime.ExceptionServices;

namespace Sweeper.Neural.Threading;

/// <summary>
/// Threads that do the parts of one work at the same time. Between two works they look out for the next for some fifty
/// microseconds and sleep then, so that a team costs next to nothing while it has nothing to do. To be used by one thread at a
/// time.
/// </summary>
public sealed class WorkerTeam : IDisposable
{
    // Each turn takes some 40 nanoseconds. Longer than what a network does between two products, shorter than anybody would
    // notice.
    private const int SpinTurns = 1_500;

    private readonly Thread[] _threads;
    private readonly object _start = new();
    private readonly object _end = new();
    private TeamWork? _work;
    private Exception? _failure;

    // The number of the work in the upper half, the next part of it that nobody has begun in the lower one: a thread that was
    // held up cannot take a part of a work that has ended.
    private long _ticket;
    private int _partsLeft;
    private int _sleepers;
    private bool _isCallerAsleep;
    private volatile bool _isDisposed;

    /// <param name="size">Threads that work, the caller's included: at least 1.</param>
    public WorkerTeam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        _ticket = size;
        _threads = new Thread[size - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Serve) { IsBackground = true, Name = $"team thread {i + 2} of {size}" };
            _threads[i].Start();
        }
    }

    /// <summary>How many threads work, the caller's included; and the parts of every work.</summary>
    public int Size { get; }

    /// <summary>
    /// Does each part of a work once and returns when all are done. The caller's thread does the first, and others that nobody
    /// has begun by then, so that a machine that is busy elsewhere holds it up little. What the caller wrote before is seen by
    /// every part, and what the parts wrote by the caller afterwards. Allocates nothing.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The team was disposed.</exception>
    /// <remarks>When parts fail, the exception of one of them is thrown after all have ended.</remarks>
    public void Run(TeamWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        (_work, _failure, _partsLeft) = (work, null, Size);
        Interlocked.Exchange(ref _ticket, ((_ticket >> 32) + 1) << 32);
        WakeSleepers();
        while (TryTakePart(out int part))
            Do(part);
        WaitForOthers();
        _work = null;
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    /// <summary>Ends the threads. No work may be under way.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Interlocked.MemoryBarrier();
        WakeSleepers();
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private void Serve()
    {
        while (!_isDisposed)
        {
            if (TryTakePart(out int part))
                Do(part);
            else
                WaitForWork();
        }
    }

    private bool TryTakePart(out int part)
    {
        long ticket = Volatile.Read(ref _ticket);
        while ((int)ticket < Size)
        {
            long found = Interlocked.CompareExchange(ref _ticket, ticket + 1, ticket);
            if (found == ticket)
            {
                part = (int)ticket;
                return true;
            }

            ticket = found;
        }

        part = 0;
        return false;
    }

    private void Do(int part)
    {
        try
        {
            _work!.Do(part, Size);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }

        if (Interlocked.Decrement(ref _partsLeft) == 0 && Volatile.Read(ref _isCallerAsleep))
        {
            lock (_end)
                Monitor.Pulse(_end);
        }
    }

    private bool HasWork => (int)Volatile.Read(ref _ticket) < Size || _isDisposed;

    private void WaitForWork()
    {
        for (int turn = 0; turn < SpinTurns; turn++)
        {
            if (HasWork)
                return;
            Thread.SpinWait(1);
        }

        lock (_start)
        {
            // With the fences of both sides, either the new work is seen here or this sleeper there.
            Interlocked.Increment(ref _sleepers);
            while (!HasWork)
                Monitor.Wait(_start);
            Interlocked.Decrement(ref _sleepers);
        }
    }

    /// <summary>To be called after a full fence that follows what the sleepers wait for.</summary>
    private void WakeSleepers()
    {
        if (Volatile.Read(ref _sleepers) == 0)
            return;
        lock (_start)
            Monitor.PulseAll(_start);
    }

    private void WaitForOthers()
    {
        for (int turn = 0; turn < SpinTurns; turn++)
        {
            if (Volatile.Read(ref _partsLeft) == 0)
                return;
            Thread.SpinWait(1);
        }

        lock (_end)
        {
            Volatile.Write(ref _isCallerAsleep, true);
            Interlocked.MemoryBarrier();
            while (Volatile.Read(ref _partsLeft) != 0)
                Monitor.Wait(_end);
            _isCallerAsleep = false;
        }
    }
}

/// <summary>Work that can be cut into parts which do not depend on one another.</summary>
public abstract class TeamWork
{
    /// <summary>Does one part, while other threads may be doing the others.</summary>
    /// <param name="part">0 … <paramref name="parts"/> − 1.</param>
    /// <param name="parts">Into how many parts the work is cut.</param>
    public abstract void Do(int part, int parts);
}
