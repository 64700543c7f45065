using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Slurm;
using Sweeper.Experiments;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>Hands trials to Slurm, as arrays of tasks in pieces of at most as many as it takes.</summary>
internal sealed class TaskSubmission(ClusterFolder folder, ClusterSweep sweep, ClusterOptions options, SlurmCluster cluster)
{
    // So many seconds before its time is over a task is asked to save its state; Slurm looks every 30 seconds.
    private const string Warning = "--signal=B:USR2@90";

    private readonly HashSet<int> _planned = [.. JsonLines.Read<PlannedTrial>(folder.Plan).Select(t => t.Number)];
    private int _last = SubmissionFiles.ReadAll(folder).LastOrDefault()?.Number ?? 0;

    /// <summary>Submits attempts.</summary>
    /// <param name="attempts">The trials and which attempts.</param>
    /// <param name="submitted">Told which task each is of.</param>
    public void Submit(IReadOnlyList<(Trial Trial, AttemptKey Key)> attempts, Action<AttemptKey, int, int> submitted)
    {
        Plan(attempts.Select(a => a.Trial));
        AttemptKey[][] tasks = [.. attempts.Select(a => a.Key).Chunk(options.Settings.TrialsPerTask)];
        foreach (AttemptKey[][] piece in tasks.Chunk(cluster.MaxArraySize))
        {
            var tasksOfPiece = new Submission { Number = _last + 1, Tasks = [.. piece.Select(t => t.ToImmutableArray())] };
            int number = Submit(tasksOfPiece, piece.Length);
            foreach ((int task, AttemptKey[] keys) in piece.Index())
            {
                foreach (AttemptKey key in keys)
                    submitted(key, number, task);
            }
        }
    }

    /// <summary>Submits tasks that ask for their trials.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="submitted">Told each task.</param>
    public void SubmitAsking(int count, Action<int, int> submitted)
    {
        foreach (int[] piece in Enumerable.Range(0, count).Chunk(cluster.MaxArraySize))
        {
            int number = Submit(new Submission { Number = _last + 1, Asking = piece.Length }, piece.Length);
            for (int task = 0; task < piece.Length; task++)
                submitted(number, task);
        }
    }

    /// <summary>Adds to the plan those of trials that it lacks.</summary>
    public void Plan(IEnumerable<Trial> trials)
    {
        PlannedTrial[] lines = [.. trials.Where(t => _planned.Add(t.Number)).Select(PlannedTrial.Of)];
        if (lines.Length > 0)
            JsonLines.Append(folder.Plan, lines);
    }

    private int Submit(Submission submission, int tasks)
    {
        int number = _last = submission.Number;
        SubmissionFiles.Write(folder, submission);
        try
        {
            SubmissionFiles.WriteJob(folder, number, SlurmCluster.Submit(Arguments(number, tasks), Script(number)));
        }
        catch (SweeperException)
        {
            // Nobody is to wait for them; and should Slurm have taken them after all, they find nothing to do.
            SubmissionFiles.Write(folder, new Submission { Number = number });
            throw;
        }

        return number;
    }

    private IEnumerable<string> Arguments(int number, int tasks)
    {
        ClusterSettings settings = options.Settings;
        string atOnce = settings.AtOnce is int most ? $"%{Text(most)}" : "";
        yield return $"--array=0-{Text(tasks - 1)}{atOnce}";
        yield return $"--job-name={sweep.JobName(number)}";
        yield return "--requeue";
        yield return "--open-mode=append";
        yield return Warning;
        yield return $"--cpus-per-task={Text(settings.Cpus)}";
        yield return $"--output={Path.Combine(folder.Logs, "%A_%a.log")}";
        yield return $"--chdir={sweep.WorkingDirectory}";
        if (settings.Partition is string partition)
            yield return $"--partition={partition}";
        if (settings.Time is TimeSpan time)
            yield return $"--time={Text(SlurmTime.Minutes(time))}";
        if (settings.Memory is string memory)
            yield return $"--mem={memory}";
        if (settings.Gpus > 0)
            yield return $"--gres=gpu:{Text(settings.Gpus)}";
        foreach (string further in settings.Sbatch)
            yield return further;
    }

    // A shell that stays the parent would die of the signal, and take the task with it.
    private string Script(int number) => string.Join(
        '\n',
        [
            "#!/bin/bash",
            .. options.Settings.Setup,
            $"exec {string.Join(' ', options.Command.Select(Quoted))} work {Quoted(folder.Path)} {Text(number)}",
            "",
        ]);

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
