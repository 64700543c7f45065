namespace Sweeper.Dashboard.Live;

/// <summary>
/// Says when something is to be made again: when something was committed, and while there is something left to pay it from.
/// </summary>
/// <param name="budget">What it is paid from.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(Budget budget, TimeProvider time)
{
    private string? _stamp;

    /// <summary>When it was made last; 0 before it was made first.</summary>
    public long MadeAt { get; private set; }

    /// <summary>Whether it is to be made again for what is recorded now. The first time never waits.</summary>
    public bool IsDue(string stamp) => _stamp is null || (stamp != _stamp && budget.IsThere);

    /// <summary>Makes it, and counts what it took; but half of it the first time, when much of that is compiling.</summary>
    public async Task<T> MeasureAsync<T>(string stamp, Func<Task<T>> make)
    {
        (long start, TimeSpan used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        bool isFirst = _stamp is null;
        _stamp = stamp;
        try
        {
            return await make().ConfigureAwait(false);
        }
        finally
        {
            // On a machine that is busy with other things most of the time is waiting, and beside a run most of the work is its.
            TimeSpan waited = time.GetElapsedTime(start), worked = Environment.CpuUsage.TotalTime - used;
            MadeAt = time.GetTimestamp();
            budget.Spend((waited < worked ? waited : worked) / (isFirst ? 2 : 1));
        }
    }
}
