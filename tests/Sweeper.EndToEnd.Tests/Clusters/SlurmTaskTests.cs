using Sweeper.EndToEnd.Tests.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>Whatever becomes of its tasks, a sweep on a cluster comes to what it comes to here, each trial once.</summary>
[Collection(PatientSlurmTests.Name)]
public sealed class SlurmTaskTests(SlurmNode node)
{
    internal const string Experiment =
        """
        name: s
        dataset: {name: digits, train: 6000, test: 200}
        metric: {name: validation_accuracy, goal: maximize}
        parameters: {architecture: "128", optimizer: [momentum, adam], learning_rate: 0.003, batch_size: 32, epochs: 40}
        """;

    [LongFact]
    public async Task Run_TaskCancelled_IsLeftToTheSameCommand()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await node.HereAsync(folder);
        using SweeperProcess run = folder.Start();
        string task = await folder.FirstRunningAsync();

        node.Run("scancel", task);
        FinishedCommand ended = await run.EndAsync();

        Assert.Equal(130, ended.ExitCode);
        Assert.Single(folder.Content().Trials, t => t.State != TrialState.Completed);
        await folder.ExpectAsync(here);
    }

    [LongFact]
    public async Task Run_ArrayCancelled_IsLeftToTheSameCommand()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await node.HereAsync(folder);
        using SweeperProcess run = folder.Start();
        string task = await folder.FirstRunningAsync();

        node.Run("scancel", task.Split('_')[0]);
        Assert.Equal(130, (await run.EndAsync()).ExitCode);

        await folder.ExpectAsync(here);
    }

    [LongFact]
    public async Task Run_TaskRequeued_GoesOnInItsNextAttempt()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await node.HereAsync(folder);
        using SweeperProcess run = folder.Start();
        string task = await folder.FirstRunningAsync();

        node.Run("scontrol", "requeue", task);
        (await run.EndAsync()).With(exitCode: 0);

        folder.Expect(here);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards"), "*.2.jsonl"));
    }

    [LongFact]
    public async Task Run_TaskKilledInTheMiddleOfALine_GoesOnInItsNextAttempt()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await node.HereAsync(folder);
        using SweeperProcess run = folder.Start();
        await folder.FirstRunningAsync();
        Assert.True(folder.KillWorker(), "No task was running.");
        foreach (string written in Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards")))
        {
            if (!File.ReadAllText(written).Contains("\"End\"", StringComparison.Ordinal))
                await File.AppendAllTextAsync(written, "{\"Sequence\":99,\"Epo");
        }

        (await run.EndAsync()).With(exitCode: 0);
        folder.Expect(here);
    }

    [LongFact]
    public async Task Run_TaskThatRunsTwice_TrainsOnce()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await node.HereAsync(folder);
        using SweeperProcess run = folder.Start();
        string[] task = (await folder.FirstRunningAsync()).Split('_');

        // What Slurm starts once more where its controller lost its last seconds.
        using SweeperProcess again = SweeperProcess.Start(
            folder.Root, [.. node.Variables, new("SLURM_ARRAY_JOB_ID", task[0]), new("SLURM_ARRAY_TASK_ID", task[1])],
            ["work", folder.ClusterFolder, "1"]);
        (await again.EndAsync()).With(exitCode: 0);
        (await run.EndAsync()).With(exitCode: 0);

        folder.Expect(here);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards")).Length);
    }

    [LongFact]
    public async Task Run_TaskWarnedOfItsEnd_SavesAndGoesOnInItsNextAttempt()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await node.HereAsync(folder);
        using SweeperProcess run = folder.Start();
        string task = await folder.FirstRunningAsync();

        node.Run("scancel", "--batch", "--signal=USR2", task);
        (await run.EndAsync()).With(exitCode: 0);

        folder.Expect(here);
        Assert.Contains(Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards")), f => File.ReadAllText(f).Contains(
            "\"State\":\"Interrupted\"", StringComparison.Ordinal));
    }

    [LongFact]
    public async Task Run_TimeLimit_EndsTheAttemptAndTheNextGoesOn()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node,
            """
            name: s
            program: train.sh
            command: [sh, "${program}"]
            metric: {name: loss}
            parameters: {x: [1]}
            cluster: {partition: short}
            """);

        // Longer than the partition lets a task, which is a minute.
        folder.Write(
            "train.sh",
            """
            state=$SWEEPER_CHECKPOINT/epoch
            epoch=$(cat "$state" 2>/dev/null || echo 0)
            while [ $epoch -lt 50 ]; do
              sleep 1
              epoch=$((epoch + 1))
              echo $epoch >"$state.new"
              mv "$state.new" "$state"
              echo "epoch $epoch loss: $((100 - epoch))"
            done
            """);

        (await folder.RunAsync()).With(exitCode: 0);

        SweepContent there = folder.Content();
        Assert.Equal(TrialState.Completed, Assert.Single(there.Trials).State);
        Assert.Equal(Enumerable.Range(1, 50).Select(e => (1, e)), there.Epochs.Keys.Order());
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards"), "1.2.jsonl"));
        Assert.Empty(node.Queue());
    }

    [LongFact]
    public async Task Stop_NobodyRunsIt_CancelsItsTasksAndRecordsWhoAsked()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node,
            """
            name: s
            program: train.sh
            command: [sh, "${program}", "${param.x}"]
            metric: {name: loss}
            parameters: {x: [1, 2]}
            """);

        // It goes on once it may, however long the command takes to start.
        string mark = folder.File("go");
        folder.Write(
            "train.sh",
            $"echo \"epoch 1 loss: $1\"; while [ ! -e '{mark}' ]; do sleep 0.1; done; echo \"epoch 2 loss: 0.$1\"\n");
        folder.Write("go", "");
        SweepContent here = await folder.HereAsync();
        File.Delete(mark);
        using (SweeperProcess run = folder.Start())
        {
            await folder.FirstRunningAsync();
            await run.SignalAsync("KILL");
            await run.EndAsync();
        }

        FinishedCommand stopped = await folder.SweeperAsync("stop", "s");

        stopped.With(exitCode: 0);
        Assert.Contains("its tasks on the cluster are cancelled", stopped.Output, StringComparison.Ordinal);
        Assert.Empty(node.Queue());
        Assert.Contains($"{Environment.UserName} at", folder.Content().Sweep.Reason, StringComparison.Ordinal);
        folder.Write("go", "");
        (await folder.RunAsync()).With(exitCode: 0);
        Assert.Equal(here.Table, folder.Content().Table);
    }

    private ClusterSweepFolder New()
    {
        node.Need();
        return new ClusterSweepFolder(node, Experiment);
    }
}
