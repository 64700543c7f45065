namespace Sweeper.Testing;

/// <summary>How many bytes a thread allocates.</summary>
public static class Allocation
{
    /// <summary>
    /// The least of several runs of <paramref name="work"/> after a first one, on this thread. A garbage collection that another
    /// thread causes in the middle of a run counts the rest of this thread's allocation buffer, some kilobytes, as allocated.
    /// </summary>
    public static long LeastOf(Action work)
    {
        work();
        long least = long.MaxValue;
        for (int run = 0; run < 5 && least > 0; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
