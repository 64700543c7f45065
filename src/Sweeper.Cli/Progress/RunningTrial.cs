using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>A trial that is being trained, the last epoch it reported, and how fast it is.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="LastEpoch">Null before the first has ended.</param>
/// <param name="SecondsPerEpoch">Of its recent epochs; null before the first has ended.</param>
internal sealed record RunningTrial(Trial Trial, EpochMetrics? LastEpoch, double? SecondsPerEpoch)
{
    // A weight that follows a machine which gets busy, and does not flicker.
    private const double LatestWeight = 0.3;

    /// <summary>How much of its planned epochs is done, 0 … 1. Early stopping may end it sooner.</summary>
    public double Fraction => Trial.PlannedEpochs == 0 ? 0 : Math.Clamp((LastEpoch?.Epoch ?? 0) / (double)Trial.PlannedEpochs, 0, 1);

    /// <summary>The trial after another epoch.</summary>
    public RunningTrial After(EpochMetrics epoch) => new(
        Trial,
        epoch,
        SecondsPerEpoch is double before ? before + (LatestWeight * (epoch.DurationSeconds - before)) : epoch.DurationSeconds);
}
