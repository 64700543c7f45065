namespace Sweeper.Neural.Schedules;

/// <summary>Where a training stands.</summary>
/// <param name="Step">The steps taken before this one: 0 … <paramref name="TotalSteps"/> − 1.</param>
/// <param name="StepsPerEpoch">At least 1.</param>
/// <param name="TotalSteps">The steps of the whole training when nothing stops it; at least 1.</param>
public readonly record struct ScheduleProgress(long Step, int StepsPerEpoch, long TotalSteps)
{
    /// <summary>The whole epochs before this step.</summary>
    public long Epoch => Step / StepsPerEpoch;
}
