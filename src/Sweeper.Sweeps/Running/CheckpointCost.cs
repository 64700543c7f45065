namespace Sweeper.Sweeps.Running;

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
