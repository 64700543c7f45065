namespace Sweeper.Neural.Schedules;

/// <summary>How the learning rate changes in the course of a training.</summary>
public interface ISchedule
{
    /// <summary>
    /// What the learning rate is multiplied by at a step; greater than 0, or 0 at the very end of a decay to 0.
    /// </summary>
    double Factor(ScheduleProgress progress);
}

/// <summary>Where a training stands.</summary>
/// <param name="Step">The steps taken before this one: 0 … <paramref name="TotalSteps"/> − 1.</param>
/// <param name="StepsPerEpoch">At least 1.</param>
/// <param name="TotalSteps">The steps of the whole training when nothing stops it; at least 1.</param>
public readonly record struct ScheduleProgress(long Step, int StepsPerEpoch, long TotalSteps)
{
    /// <summary>The whole epochs before this step.</summary>
    public long Epoch => Step / StepsPerEpoch;
}
