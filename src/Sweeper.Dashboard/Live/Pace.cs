namespace Sweeper.Dashboard.Live;

/// <summary>
/// Says when something is to be made again: when something was committed, and while its making has taken no more than a small
/// share of the time. What was not used of that is kept for a while, so that what changes seldom is made again at once.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class Pace(TimeProvider time)
{
    // Of one core. What a sweep is slowed by is less, as it seldom waits for one core alone.
    private const double Share = 0.02;
    private static readonly TimeSpan MostKept = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan MostOwed = TimeSpan.FromSeconds(2.4);

    private string? _stamp;
    private TimeSpan _kept = MostKept;
    private long _countedAt = time.GetTimestamp();

    /// <summary>Whether it is to be made again for what is recorded now.</summary>
    public bool IsDue(string stamp)
    {
        TimeSpan earned = time.GetElapsedTime(_countedAt) * Share;
        _countedAt = time.GetTimestamp();
        _kept = _kept + earned < MostKept ? _kept + earned : MostKept;
        return stamp != _stamp && _kept > TimeSpan.Zero;
    }

    /// <summary>Makes it, and counts what it took; not the first time, when most of that is compiling.</summary>
    public async Task<T> MeasureAsync<T>(string stamp, Func<Task<T>> make)
    {
        (long start, TimeSpan used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        bool isFirst = _stamp is null;
        try
        {
            return await make().ConfigureAwait(false);
        }
        finally
        {
            _stamp = stamp;

            // On a machine that is busy with other things most of the time is waiting, and beside a run most of the work is its.
            TimeSpan waited = time.GetElapsedTime(start), worked = Environment.CpuUsage.TotalTime - used;
            if (!isFirst)
                Spend(waited < worked ? waited : worked);
        }
    }

    /// <summary>Counts what something took. However long that was, two minutes later it is made again.</summary>
    public void Spend(TimeSpan taken) => _kept = _kept - taken < -MostOwed ? -MostOwed : _kept - taken;
}
