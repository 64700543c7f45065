namespace Sweeper.Sweeps.Running;

/// <summary>
/// Says when a trial saves its state: when ten seconds have passed since it last did, or earlier when that costs little beside
/// the training it saves. For one thread.
/// </summary>
/// <param name="time">Measures both.</param>
/// <param name="ofRun">What it costs the other trials.</param>
internal sealed class CheckpointPace(TimeProvider time, CheckpointCost ofRun)
{
    private const double LargestShare = 0.005;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private long _since = time.GetTimestamp();
    private TimeSpan _cost = ofRun.Last;

    /// <summary>Whether it is time.</summary>
    public bool IsDue
    {
        get
        {
            TimeSpan trained = time.GetElapsedTime(_since);
            return trained >= Longest || _cost <= trained * LargestShare;
        }
    }

    /// <summary>Carries out the saving, and measures it.</summary>
    public void Measure(Action save)
    {
        long started = time.GetTimestamp();
        save();
        _since = time.GetTimestamp();
        ofRun.Last = _cost = time.GetElapsedTime(started, _since);
    }
}

/// <summary>What saving a state last took in a run, by which a trial judges its first. For several threads.</summary>
internal sealed class CheckpointCost
{
    // Before any is measured: about what it takes to sync a small file.
    private long _ticks = TimeSpan.FromMilliseconds(1).Ticks;

    public TimeSpan Last
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _ticks));
        set => Volatile.Write(ref _ticks, value.Ticks);
    }
}
