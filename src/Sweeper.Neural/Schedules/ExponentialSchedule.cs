namespace Sweeper.Neural.Schedules;

/// <summary>Multiplies the learning rate by a factor after every epoch.</summary>
/// <param name="factor">Greater than 0.</param>
public sealed class ExponentialSchedule(double factor) : ISchedule
{
    public double Factor(ScheduleProgress progress) => Math.Pow(factor, progress.Epoch);
}
