namespace Sweeper.Neural.Schedules;

/// <summary>How the learning rate changes in the course of a training.</summary>
public interface ISchedule
{
    /// <summary>What the learning rate is multiplied by at a step; greater than 0, or 0 at the very end of a decay to 0.</summary>
    double Factor(ScheduleProgress progress);
}
