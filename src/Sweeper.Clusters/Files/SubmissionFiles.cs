using System.Text.Json;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Clusters.Files;

/// <summary>What was submitted, and under which number.</summary>
internal static class SubmissionFiles
{
    /// <exception cref="SweeperException">It cannot be read.</exception>
    public static Submission Read(ClusterFolder folder, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Submission>(File.ReadAllText(folder.Submission(number)), ClusterJson.Options)!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SweeperException(
                $"'{folder.Submission(number)}' cannot be read: {e.Message.TrimEnd('.')}", FailureKind.Environment, e);
        }
    }

    /// <summary>Those that are there, in the order of their numbers.</summary>
    public static IEnumerable<Submission> ReadAll(ClusterFolder folder)
    {
        for (int number = 1; File.Exists(folder.Submission(number)); number++)
            yield return Read(folder, number);
    }

    public static void Write(ClusterFolder folder, Submission submission) =>
        WholeFile.Write(
            folder.Submission(submission.Number), JsonSerializer.SerializeToUtf8Bytes(submission, ClusterJson.Options));

    /// <summary>Keeps the number that Slurm gave it, for people: jobs are found by their names.</summary>
    public static void WriteJob(ClusterFolder folder, int number, string job) =>
        WholeFile.Write(folder.Job(number), System.Text.Encoding.ASCII.GetBytes(job));
}
