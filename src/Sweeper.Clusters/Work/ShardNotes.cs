using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Work;

/// <summary>Hands what is worth knowing of a trial to the run.</summary>
internal sealed class ShardNotes(ShardWriter shard) : ISweepObserver
{
    public void TrialStarted(Trial trial)
    {
    }

    public void TrialResumed(Trial trial, EpochMetrics epoch)
    {
    }

    public void CheckpointRefused(Trial trial, string reason) => TrialNoted(trial, $"it starts from its beginning: {reason}");

    public void TrialNoted(Trial trial, string text) =>
        shard.Write(n => new ShardRecord { Sequence = n, Note = text }, mustSync: false);

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
    }
}
