namespace Sweeper.Neural.Schedules;

/// <summary>The same learning rate throughout.</summary>
public sealed class ConstantSchedule : ISchedule
{
    public double Factor(ScheduleProgress progress) => 1;
}
