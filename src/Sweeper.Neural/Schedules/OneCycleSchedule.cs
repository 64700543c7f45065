namespace Sweeper.Neural.Schedules;

/// <summary>
/// Up from a small rate to the learning rate and down to a tiny one, each along half a cosine wave. (Smith and Topin 2018,
/// Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates; phases and divisors as in PyTorch's
/// OneCycleLR, the momentum unchanged.)
/// </summary>
/// <param name="peak">The share of the steps before the learning rate is reached; 0 … 1, both excluded.</param>
/// <param name="startDivisor">The first rate is the learning rate divided by it; at least 1.</param>
/// <param name="finalDivisor">The last rate is the first one divided by it; at least 1.</param>
public sealed class OneCycleSchedule(double peak, double startDivisor, double finalDivisor) : ISchedule
{
    public double Factor(ScheduleProgress progress)
    {
        // The steps at which the peak and the end are reached.
        double top = Math.Max((peak * progress.TotalSteps) - 1, 0);
        double end = progress.TotalSteps - 1;
        double start = 1 / startDivisor;
        if (progress.Step < top)
            return Between(start, 1, progress.Step / top);
        return end <= top ? 1 : Between(1, start / finalDivisor, (progress.Step - top) / (end - top));
    }

    private static double Between(double from, double to, double share) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
