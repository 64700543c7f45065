namespace Sweeper.Dashboard.Live;

/// <summary>
/// A small share of the time of one core, from which all that is made again is paid, however many pages are read. What was not
/// used is kept for a while, so that what changes seldom is made again at once. For several threads.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="share">The share, from 0 to 1.</param>
/// <param name="longestRest">However long something took, after this time something is made again.</param>
internal sealed class Budget(TimeProvider time, double share, TimeSpan longestRest)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(40);

    private readonly Lock _lock = new();
    private readonly TimeSpan _mostKept = Kept * share;
    private readonly TimeSpan _mostOwed = longestRest * share;
    private TimeSpan _left = Kept * share;
    private long _countedAt = time.GetTimestamp();

    /// <summary>Whether something is left of it.</summary>
    public bool IsThere
    {
        get
        {
            lock (_lock)
            {
                TimeSpan earned = time.GetElapsedTime(_countedAt) * share;
                _countedAt = time.GetTimestamp();
                _left = _left + earned < _mostKept ? _left + earned : _mostKept;
                return _left > TimeSpan.Zero;
            }
        }
    }

    /// <summary>Counts what something took.</summary>
    public void Spend(TimeSpan taken)
    {
        lock (_lock)
            _left = _left - taken < -_mostOwed ? -_mostOwed : _left - taken;
    }
}
