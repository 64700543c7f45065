using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Training;

/// <summary>Keeps the time of the fastest epoch and records nothing.</summary>
internal sealed class FastestEpochMonitor : ITrialMonitor
{
    /// <summary>Infinite before the first epoch.</summary>
    public double Seconds { get; private set; } = double.PositiveInfinity;

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        if (metrics.Epoch > 0)
            Seconds = Math.Min(Seconds, metrics.DurationSeconds);
        return new EpochDecision { IsBest = false };
    }
}
