using System.Collections.Immutable;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Published;

/// <summary>
/// How long trials train on one core when nothing else wants it: each epoch takes as long as the fastest of its trial. Wall
/// times add up what else the machine did while they trained.
/// </summary>
/// <param name="epochs">The epochs of every trial of a sweep.</param>
internal sealed class UndisturbedSeconds(IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> epochs)
{
    /// <summary>Seconds of a trial; null when it has no epoch.</summary>
    public double? Of(int trial) => epochs.TryGetValue(trial, out ImmutableArray<EpochMetrics> own) && !own.IsEmpty
        ? own.Length * own.Min(e => e.DurationSeconds)
        : null;

    /// <summary>Seconds of all trials, one after the other.</summary>
    public double All => epochs.Keys.Sum(trial => Of(trial) ?? 0);
}
