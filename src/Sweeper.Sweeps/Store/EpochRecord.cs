using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>An epoch of a trial as it is recorded.</summary>
/// <param name="TrialNumber">The trial.</param>
/// <param name="IsBest">Whether it stands for the trial.</param>
/// <param name="Metrics">What was measured.</param>
public sealed record EpochRecord(int TrialNumber, bool IsBest, EpochMetrics Metrics);
