namespace Sweeper.Neural.Schedules;

/// <summary>Multiplies the learning rate by a factor after every so many epochs.</summary>
/// <param name="every">Epochs; at least 1.</param>
/// <param name="factor">Greater than 0.</param>
public sealed class StepSchedule(int every, double factor) : ISchedule
{
    public double Factor(ScheduleProgress progress) => Math.Pow(factor, progress.Epoch / every);
}
