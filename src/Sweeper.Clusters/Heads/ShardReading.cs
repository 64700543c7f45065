using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>Follows what the attempts at the trials under way report, each to its end.</summary>
internal sealed class ShardReading(TrialsUnderWay trials, ShardMerge merge, TimeProvider time)
{
    /// <summary>Takes in what was reported since the last call.</summary>
    public ReadingProgress Read(TrialDesk desk)
    {
        trials.FindShards();
        var all = ReadingProgress.Nothing;
        foreach (FollowedTrial followed in trials.All)
        {
            // Attempts are read in their order, each to its end: what the next one reports comes after it.
            bool isNext;
            do
            {
                all |= Read(followed);
                isNext = trials.Has(followed) && trials.BeginNext(followed);
                all |= isNext ? ReadingProgress.Turns : ReadingProgress.Nothing;
            }
            while (isNext);
            if (desk.IsOverTime && followed.ResumesByItself)
                merge.Stop(followed, (TrialState.Interrupted, "max_duration is over"));
            else if (followed.HasBegun && desk.EndOf(followed.Trial) is { } end)
                merge.Stop(followed, end);
        }

        merge.CleanUp();
        return all;
    }

    private ReadingProgress Read(FollowedTrial followed)
    {
        var progress = ReadingProgress.Nothing;
        foreach (ShardRecord record in followed.Read())
        {
            progress |= ReadingProgress.Lines;
            followed.WroteAt = time.GetTimestamp();
            if (merge.Take(followed, record) is not TrialOutcome outcome)
                continue;
            followed.Interruption = outcome.State == TrialState.Interrupted ? outcome : null;
            if (followed.Interruption is null)
                trials.Remove(followed);
            progress |= ReadingProgress.Turns;
        }

        // What it goes on to write cannot be trusted; the next attempt has what stood before.
        if (followed.Damage is string damage)
            followed.Interruption ??= ShardMerge.Lost(damage);
        return progress;
    }
}

/// <summary>What was found in shards.</summary>
[Flags]
internal enum ReadingProgress
{
    Nothing = 0,

    /// <summary>Something that was written.</summary>
    Lines = 1,

    /// <summary>An attempt that began, or one that ended.</summary>
    Turns = 2,
}
