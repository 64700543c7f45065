using System.Collections.Frozen;

namespace Sweeper.Clusters.Slurm;

/// <summary>Why tasks wait, in words. Slurm's own names are in the section "Job reason codes" of <c>squeue</c>.</summary>
internal static class WaitReason
{
    private const string Held = "as they are held: scontrol release JOB lets them go";

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["Resources"] = "for free nodes",
        ["Priority"] = "for jobs before them",
        ["None"] = "for Slurm to look at them",
        ["Prolog"] = "for their nodes to be prepared",
        ["NodeDown"] = "for a node that is down",
        ["JobArrayTaskLimit"] = "for others of this sweep (cluster.at_once)",
        ["Dependency"] = "for another job",
        ["BeginTime"] = "to be started again",
        ["Licenses"] = "for licences that are taken",
        ["Reservation"] = "for a reservation to begin",
        ["ReqNodeNotAvail"] = "for nodes that are down, drained or reserved",
        ["PartitionDown"] = "as the partition is down",
        ["PartitionInactive"] = "as the partition takes no jobs now",
        ["FrontEndDown"] = "for a front end that is down",
        ["Cleaning"] = "for what an earlier start left to be cleaned up",
        ["SchedDefer"] = "for Slurm, which is busy",
        ["JobHeldUser"] = Held,
        ["JobHeldAdmin"] = "as whoever keeps the cluster holds them, or a node could not start them: "
            + "ask, or try scontrol release JOB",
        ["JobLaunchFailure"] = "as a node could not start them: its log says why, and scontrol release JOB tries again",
        ["launch failed requeued held"] =
            "as a node could not start them and Slurm holds them: scontrol release JOB tries again",
        ["MaxMemPerLimit"] = "as they ask for more memory than they may: ask for less with cluster.memory",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // With these they wait for ever.
    private static readonly FrozenDictionary<string, string> Never = new Dictionary<string, string>
    {
        ["PartitionConfig"] = "the partition has no node with so much; ask for less with cluster.cpus, memory or gpus",
        ["PartitionNodeLimit"] = "the partition has no node with so much; ask for less with cluster.cpus, memory or gpus",
        ["PartitionTimeLimit"] = "the partition does not allow so much time; ask for less with cluster.time",
        ["BadConstraints"] = "no node is as sbatch's options ask; change cluster.sbatch",
        ["AccountNotAllowed"] = "the partition does not take this account; change --account in cluster.sbatch",
        ["InvalidAccount"] = "the account is not valid; change --account in cluster.sbatch",
        ["InvalidQOS"] = "the quality of service is not valid; change --qos in cluster.sbatch",
        ["QOSNotAllowed"] = "the partition does not take this quality of service; change --qos in cluster.sbatch",
        ["DependencyNeverSatisfied"] = "the job that they depend on did not end as it should; change cluster.sbatch",
        ["DeadLine"] = "they cannot end before their deadline; change cluster.sbatch",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Limits have names made of whose limit it is and on what: AssocGrpCpuLimit, QOSMaxJobsPerUserLimit.
    private static readonly (string Part, string Words)[] Limits =
    [
        ("cpu", "many cores"), ("gres", "many graphics processors"), ("mem", "much memory"), ("node", "many nodes"),
        ("run", "much running time"), ("wall", "much time"),
    ];

    /// <summary>What tasks wait for, to follow "waiting".</summary>
    /// <param name="reason">As Slurm writes it.</param>
    /// <param name="job">The number of their job.</param>
    public static string Words(string reason, string job)
    {
        string name = Name(reason);
        if (reason.Contains("DRAINED", StringComparison.Ordinal))
            name = "ReqNodeNotAvail";
        string words = Known.TryGetValue(name, out string? known) ? known : Limit(name) ?? $"({reason})";
        return words.Replace("JOB", job, StringComparison.Ordinal);
    }

    /// <summary>Why such a task never starts; null where it may.</summary>
    public static string? WhyNever(string reason) => Never.GetValueOrDefault(Name(reason));

    private static string? Limit(string name)
    {
        string? whose = name.StartsWith("Assoc", StringComparison.Ordinal) ? "your account"
            : name.StartsWith("QOS", StringComparison.Ordinal) ? "your quality of service"
            : null;
        if (whose is null)
            return null;
        string what = Limits.FirstOrDefault(l => name.Contains(l.Part, StringComparison.OrdinalIgnoreCase)).Words ?? "many jobs";
        return $"as {whose} has as {what} as it may ({name})";
    }

    // Some are followed by the names of nodes, others are a sentence or its words joined.
    private static string Name(string reason)
    {
        string text = reason.Trim('(', ')').Replace('_', ' ');
        return Known.ContainsKey(text) ? text : text.Split(',', ' ')[0];
    }
}
