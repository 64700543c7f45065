using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Work;

/// <summary>What came of claiming an attempt.</summary>
/// <param name="Key">The attempt that it came to.</param>
/// <param name="Shard">Takes what the attempt reports; null where it is not to be made.</param>
/// <param name="IsOfAnother">Whether another process makes it: a task can be started twice.</param>
internal readonly record struct AttemptClaim(AttemptKey Key, ShardWriter? Shard, bool IsOfAnother)
{
    /// <summary>
    /// Claims an attempt. A task that Slurm starts again finds what its first start left: if that is over, or was its own, the
    /// next attempt is.
    /// </summary>
    public static AttemptClaim Of(ClusterFolder folder, TaskPlace place, AttemptKey key, TimeProvider time)
    {
        while (true)
        {
            if (ShardWriter.Claim(folder, key, time) is ShardWriter shard)
                return new AttemptClaim(key, shard, false);
            ShardRecord[] records = [.. JsonLines.Read<ShardRecord>(folder.Shard(key.Trial, key.Attempt))];
            TrialState? end = records.LastOrDefault()?.End?.Outcome.State;
            if (end is not null and not TrialState.Interrupted)
                return new AttemptClaim(key, null, false);
            bool isOwn = place.IsRestarted && records.FirstOrDefault()?.Start?.Job == place.Job;
            if (end is null && !isOwn)
                return new AttemptClaim(key, null, true);
            key = key with { Attempt = key.Attempt + 1 };
        }
    }
}
