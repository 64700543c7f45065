using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Tests.Threading;

/// <summary>Each part waits for all others: it ends only where every one has a thread of its own.</summary>
internal sealed class MeetingWork(int size) : TeamWork, IDisposable
{
    private readonly Barrier _barrier = new(size);

    public int[] Threads { get; } = new int[size];

    public override void Do(int part, int parts)
    {
        Threads[part] = Environment.CurrentManagedThreadId;
        if (!_barrier.SignalAndWait(TimeSpan.FromMinutes(1)))
            throw new TimeoutException("The other parts did not come.");
    }

    public void Dispose() => _barrier.Dispose();
}
