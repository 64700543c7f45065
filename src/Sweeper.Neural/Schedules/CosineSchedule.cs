namespace Sweeper.Neural.Schedules;

/// <summary>
/// From the learning rate down half a cosine wave, step by step: f + (1 − f)·(1 + cos(π·t/T))/2 at step t of T. (Loshchilov and
/// Hutter 2017, SGDR: Stochastic Gradient Descent with Warm Restarts, eq. 5, without restarts.) The last step is one short of f.
/// </summary>
/// <param name="finalFactor">f, 0 … 1.</param>
public sealed class CosineSchedule(double finalFactor) : ISchedule
{
    public double Factor(ScheduleProgress progress) =>
        finalFactor + ((1 - finalFactor) * (1 + Math.Cos(Math.PI * progress.Step / progress.TotalSteps)) / 2);
}
