using System.Collections.Immutable;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>Where a sweep stood at one moment.</summary>
/// <param name="Running">The trials in training, by number.</param>
/// <param name="Counts">How many trials are in each state.</param>
/// <param name="Best">The best of those that ended; null when none did.</param>
/// <param name="Experience">What those that ended teach about the others.</param>
internal sealed record ProgressSnapshot(
    ImmutableArray<RunningTrial> Running, ImmutableDictionary<TrialState, int> Counts, BestTrial? Best, TrialExperience Experience)
{
    public int Count(TrialState state) => Counts.GetValueOrDefault(state);

    public int Total => Counts.Values.Sum();

    /// <summary>Trials that ended, failed ones included.</summary>
    public int Ended => Total - Count(TrialState.Waiting) - Count(TrialState.Running) - Count(TrialState.Interrupted);
}
