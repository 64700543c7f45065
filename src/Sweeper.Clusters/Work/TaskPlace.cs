namespace Sweeper.Clusters.Work;

/// <summary>Which task of a cluster this is, and where.</summary>
/// <param name="Submission">The submission it is of.</param>
/// <param name="Task">Its number in it, from 0.</param>
/// <param name="Node">The name of the machine.</param>
/// <param name="Job">What the cluster calls it, such as <c>17_3</c>.</param>
/// <param name="IsRestarted">Whether the cluster had started it before.</param>
public sealed record TaskPlace(int Submission, int Task, string Node, string Job, bool IsRestarted)
{
    /// <summary>As Slurm says it in variables.</summary>
    /// <param name="submission">The submission.</param>
    public static TaskPlace OfSlurm(int submission)
    {
        string job = Variable("SLURM_ARRAY_JOB_ID") ?? Variable("SLURM_JOB_ID") ?? "0";
        int task = int.TryParse(Variable("SLURM_ARRAY_TASK_ID"), out int number) ? number : 0;
        return new TaskPlace(
            submission, task, Variable("SLURMD_NODENAME") ?? Environment.MachineName, $"{job}_{task}",
            Variable("SLURM_RESTART_COUNT") is not null);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
