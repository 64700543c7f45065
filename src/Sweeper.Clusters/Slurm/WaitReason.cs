using System.Collections.Frozen;

namespace Sweeper.Clusters.Slurm;

/// <summary>Why tasks wait, in words.</summary>
internal static class WaitReason
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["Resources"] = "for free nodes",
        ["Priority"] = "for jobs before them",
        ["JobArrayTaskLimit"] = "for others of this sweep (at_once)",
        ["Dependency"] = "for another job",
        ["BeginTime"] = "to be started again",
        ["QOSMaxJobsPerUserLimit"] = "for your other jobs",
        ["AssocGrpCpuLimit"] = "for the cores of your group",
        ["ReqNodeNotAvail"] = "for nodes that are down or reserved",
        ["None"] = "for Slurm to look at them",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // With these they wait for ever.
    private static readonly FrozenDictionary<string, string> Never = new Dictionary<string, string>
    {
        ["PartitionConfig"] = "the partition has no node with so much; ask for less with cluster.cpus, memory or gpus",
        ["PartitionTimeLimit"] = "the partition does not allow so much time; ask for less with cluster.time",
        ["BadConstraints"] = "no node is as sbatch's options ask; change cluster.sbatch",
        ["InvalidAccount"] = "the account is not valid; change --account in cluster.sbatch",
        ["InvalidQOS"] = "the quality of service is not valid; change --qos in cluster.sbatch",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Words(string reason) => Known.GetValueOrDefault(Name(reason), $"({reason})");

    /// <summary>Why such a task never starts; null where it may.</summary>
    public static string? WhyNever(string reason) => Never.GetValueOrDefault(Name(reason));

    private static string Name(string reason) => reason.Split(',', ' ')[0].Trim('(', ')');
}
