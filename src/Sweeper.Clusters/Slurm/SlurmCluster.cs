using System.Collections.Immutable;
using Sweeper.Experiments;
using Sweeper.Sweeps;

namespace Sweeper.Clusters.Slurm;

/// <summary>There is no Slurm on this machine.</summary>
public sealed class SlurmMissingException(string program) : SweeperException(
    $"there is no '{program}' on the PATH: --on slurm is run where jobs are submitted, "
    + $"on the login node of a cluster", FailureKind.Environment);

/// <summary>A Slurm cluster, through its own commands.</summary>
public sealed class SlurmCluster
{
    // Widths that hold all that is asked for: squeue cuts columns off.
    private const string QueueColumns = "ArrayJobID:24,ArrayTaskID:16,State:24,Reason:80,exit_code:16,Name:64";
    private static readonly int[] QueueWidths = [24, 16, 24, 80, 16, 64];

    private SlurmCluster(int maxArraySize, int maxJobCount) => (MaxArraySize, MaxJobCount) = (maxArraySize, maxJobCount);

    /// <summary>How many tasks one submission may have.</summary>
    public int MaxArraySize { get; }

    /// <summary>How many tasks the cluster knows at once.</summary>
    public int MaxJobCount { get; }

    /// <summary>Finds the cluster, and what it allows.</summary>
    /// <exception cref="SweeperException">There is none, or it does not answer.</exception>
    public static SlurmCluster Find()
    {
        SlurmAnswer version = SlurmProcess.Run("sbatch", ["--version"]);
        if (!version.IsDone)
            throw new SweeperException($"sbatch does not work: {version.Complaint}", FailureKind.Environment);
        SlurmAnswer config = SlurmProcess.Run("scontrol", ["show", "config"]);
        if (!config.IsDone)
            throw new SweeperException($"Slurm does not answer: {config.Complaint}", FailureKind.Environment);
        return new SlurmCluster(Setting(config.Output, "MaxArraySize", 1001), Setting(config.Output, "MaxJobCount", 10_000));
    }

    /// <summary>Looks whether tasks can run at all as they are asked for.</summary>
    /// <exception cref="SweeperException">They cannot, with what to change.</exception>
    public static void Check(ClusterSettings settings)
    {
        SlurmAnswer answer = SlurmProcess.Run("sinfo", ["-h", "-o", "%P|%l|%c"]);
        if (!answer.IsDone)
            throw new SweeperException($"Slurm does not answer: {answer.Complaint}", FailureKind.Environment);
        SlurmPartition.Check(settings, answer.Output);
    }

    /// <summary>Submits an array of tasks.</summary>
    /// <param name="arguments">The options of <c>sbatch</c>.</param>
    /// <param name="script">What each task runs.</param>
    /// <returns>The number of the job.</returns>
    /// <exception cref="SweeperException">Slurm refuses it.</exception>
    internal static string Submit(IEnumerable<string> arguments, string script)
    {
        SlurmAnswer answer = SlurmProcess.Run("sbatch", ["--parsable", .. arguments], script);
        if (!answer.IsDone)
            throw new SweeperException($"sbatch refused the tasks: {answer.Complaint}", FailureKind.Environment);
        return answer.Output.Trim().Split(';')[0];
    }

    /// <summary>The tasks of jobs by their names; null where Slurm does not answer, so that nothing is known of any.</summary>
    internal static ImmutableArray<QueueRow>? Queue(IEnumerable<string> names)
    {
        SlurmAnswer answer = SlurmProcess.Run(
            "squeue", ["-h", "-r", "--states=all", $"--name={string.Join(',', names)}", "-O", QueueColumns]);
        if (!answer.IsDone)
            return null;
        return [.. answer.Output.Split('\n').Where(l => l.Trim().Length > 0).Select(Parse)];
    }

    /// <summary>Cancels jobs by their names.</summary>
    internal static void Cancel(IEnumerable<string> names)
    {
        foreach (string name in names)
            SlurmProcess.Run("scancel", [$"--name={name}"]);
    }

    /// <summary>Cancels those of jobs that have not started.</summary>
    internal static void CancelWaiting(IEnumerable<string> names)
    {
        foreach (string name in names)
            SlurmProcess.Run("scancel", [$"--name={name}", "--state=PENDING"]);
    }

    /// <summary>A line of the queue.</summary>
    internal static QueueRow Parse(string line)
    {
        string[] fields = new string[QueueWidths.Length];
        int start = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            int end = Math.Min(line.Length, start + QueueWidths[i]);
            fields[i] = start < end ? line[start..end].Trim() : "";
            start = end;
        }

        return new QueueRow(
            fields[0],
            int.TryParse(fields[1], out int task) ? task : QueueRow.WholeJob,
            fields[2],
            fields[3],
            int.TryParse(fields[4], out int code) ? code : 0,
            fields[5]);
    }

    private static int Setting(string config, string name, int otherwise)
    {
        foreach (string line in config.Split('\n'))
        {
            if (line.Split('=') is [var key, var value] && key.Trim() == name && int.TryParse(value.Trim(), out int number))
                return number;
        }

        return otherwise;
    }
}
