using System.Globalization;

namespace Sweeper.Clusters.Slurm;

/// <summary>
/// How tasks ended that Slurm's controller has forgotten, where a site keeps accounts; many do not, and then nothing is known.
/// </summary>
internal sealed class SlurmAccounts
{
    // A task that ended earlier is told by its shard, or lost.
    private const string Since = "now-7days";

    private bool _areMissing;

    /// <summary>The tasks of jobs that have ended, by the name of the job and the number of the task.</summary>
    public Dictionary<(string Name, int Task), QueueRow> Ends(string[] names)
    {
        if (_areMissing)
            return [];
        try
        {
            SlurmAnswer answer = SlurmProcess.Run(
                "sacct",
                ["-n", "-P", "-X", $"--name={string.Join(',', names)}", $"--starttime={Since}",
                    "--format=JobID,JobName,State,ExitCode"]);
            _areMissing = !answer.IsDone;
            return answer.IsDone ? Parse(answer.Output) : [];
        }
        catch (SlurmMissingException)
        {
            _areMissing = true;
            return [];
        }
    }

    /// <summary>Reads lines such as <c>17_3|sweeper-1|CANCELLED by 1000|0:9</c>.</summary>
    internal static Dictionary<(string Name, int Task), QueueRow> Parse(string output)
    {
        var rows = new Dictionary<(string, int), QueueRow>();
        foreach (string[] fields in output.Split('\n').Select(l => l.Trim().Split('|')).Where(f => f.Length == 4))
        {
            if (fields[0].Split('_') is not [var job, var number] || !TryParse(number, out int task))
                continue;
            string[] exit = fields[3].Split(':');
            int code = exit.Length == 2 && TryParse(exit[0], out int status) && TryParse(exit[1], out int signal)
                ? (status << 8) | signal
                : 0;

            // A task that was started again has a line for each start; the last counts.
            rows[(fields[1], task)] = new QueueRow(job, task, fields[2].Split(' ')[0], "None", code, fields[1]);
        }

        return rows.Where(r => !r.Value.IsAlive).ToDictionary();
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
