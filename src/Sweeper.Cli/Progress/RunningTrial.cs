using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>A trial that is being trained, and the last epoch it reported.</summary>
internal sealed record RunningTrial(Trial Trial, EpochMetrics? LastEpoch)
{
    /// <summary>How much of its planned epochs is done, 0 … 1. Early stopping may end it sooner.</summary>
    public double Fraction => Trial.PlannedEpochs == 0 ? 0 : Math.Clamp((LastEpoch?.Epoch ?? 0) / (double)Trial.PlannedEpochs, 0, 1);
}
