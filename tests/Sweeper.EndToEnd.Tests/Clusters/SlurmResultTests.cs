using System.Text.Json;
using Sweeper.EndToEnd.Tests.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>What trains on a cluster comes to the same as what trains here.</summary>
[Collection(SlurmTests.Name)]
public sealed class SlurmResultTests(SlurmNode node)
{
    private const string Small = "name: s\ndataset: {name: digits, train: 400, test: 100}\nmetric: {name: validation_accuracy, "
        + "goal: maximize}\n";

    public static TheoryData<string> Experiments =>
    [
        // The quickstart, shorter and with repeats; several trials a task.
        File.ReadAllText(Path.Combine(Checkout.Root, "experiments", "quickstart.yaml"))
            .Replace("name: quickstart", "name: s", StringComparison.Ordinal)
            .Replace("dataset: digits", "dataset: {name: digits, train: 400, test: 100}", StringComparison.Ordinal)
            .Replace("epochs: 30 ", "epochs: 4 ", StringComparison.Ordinal)
            .Replace("patience: 5", "patience: 1", StringComparison.Ordinal) + "repeats: 2\ncluster: {trials_per_task: 10}\n",
        Small + "early_terminate: {type: successive_halving, min_iter: 1, eta: 2}\nparameters: {architecture: \"8\", "
            + "learning_rate: [0.0001, 0.3, 0.1, 0.001], epochs: 4}\ncluster: {at_once: 1}",
        Small + "method: tpe\nrun_cap: 8\nparameters: {architecture: \"4\", learning_rate: {min: 0.001, max: 0.5, distribution: "
            + "log_uniform_values}, epochs: 2}\ncluster: {at_once: 1}",
    ];

    [LongTheory]
    [MemberData(nameof(Experiments))]
    public async Task Run_OnSlurm_ComesToTheSameBits(string experiment)
    {
        node.Need();
        using var folder = new ClusterSweepFolder(node, experiment);
        SweepContent here = await folder.HereAsync();

        (await folder.RunAsync()).With(exitCode: 0);

        SweepContent there = folder.Content();
        Assert.Equal(here.Table, there.Table);
        Assert.Equal(here.Weights, there.Weights);
        Assert.Empty(node.Queue());
    }

    [LongFact]
    public async Task Run_ProgramOnSlurm_ReportsWhatItReportsHere()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node, "name: s\nprogram: train.sh\ncommand: [sh, \"${program}\", \"${param.x}\"]\nmetric: {name: loss}\nparameters: "
                + "{x: [1, 2, 3]}\ncluster: {trials_per_task: 3}\n");
        folder.Write(
            "train.sh",
            "for e in 1 2 3; do echo \"epoch $e loss: $(($1 * 10 - e))\"; done; "
            + "echo $SWEEPER_ATTEMPT > \"$SWEEPER_OUTPUT/attempt\"\n");
        SweepContent here = await folder.HereAsync();

        (await folder.RunAsync()).With(exitCode: 0);

        Assert.Equal(here.Table, folder.Content().Table);
        Assert.Equal("1\n", await File.ReadAllTextAsync(folder.File("cluster/s/trials/2/attempt")));
        Assert.Contains(
            "epoch 3 loss: 7",
            await File.ReadAllTextAsync(folder.File("cluster/s/trials/1/output.log")),
            StringComparison.Ordinal);
        JsonElement shown = JsonDocument.Parse((await SweeperProcess.RunAsync(folder.Root, "show", "s/2", "--format", "json",
            "--results", "cluster")).With(exitCode: 0).Output).RootElement;
        Assert.Equal(Environment.MachineName, shown.GetProperty("outcome").GetProperty("node").GetString());
        Assert.EndsWith("_0", shown.GetProperty("outcome").GetProperty("job").GetString(), StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Run_DetachedAndHeld_ReturnsAndTheSameCommandSaysWhyAndFollows()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node, Small + "parameters: {architecture: [\"4\", \"8\", \"16\"], epochs: 2}\ncluster: {sbatch: [--hold]}");

        FinishedCommand submitted = (await folder.RunAsync("--detach")).With(exitCode: 0);
        Assert.Contains("Submitted.", submitted.Messages, StringComparison.Ordinal);
        string list = (await SweeperProcess.RunAsync(folder.Root, "list", "--results", "cluster")).With(exitCode: 0).Output;
        Assert.Contains("interrupted: 3 queued, 0 running on slurm", list, StringComparison.Ordinal);
        string job = await File.ReadAllTextAsync(Path.Combine(folder.ClusterFolder, "submissions", "1.job"));
        using SweeperProcess run = folder.Start();
        string held = $"3 queued, waiting as they are held: scontrol release {job} lets them go";
        await Deadline.WaitAsync(
            () => Task.FromResult(run.Messages.Contains(held, StringComparison.Ordinal)),
            "Nothing said that the tasks are held.");
        node.Run("scontrol", "release", job);
        (await run.EndAsync()).With(exitCode: 0);

        Assert.All(folder.Content().Trials, t => Assert.Equal(TrialState.Completed, t.State));
        Assert.Single(Directory.GetFiles(Path.Combine(folder.ClusterFolder, "submissions"), "*.json"));
    }

    [LongFact]
    public async Task Merge_AfterTheTasks_RecordsAllWithoutSlurm()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(node, Small + "parameters: {architecture: [\"4\", \"8\"], epochs: 2}");
        SweepContent here = await folder.HereAsync();
        (await folder.RunAsync("--detach")).With(exitCode: 0);
        await Deadline.WaitAsync(() => Task.FromResult(node.Queue().Length == 0), "The tasks never ended.");

        FinishedCommand merged = (await SweeperProcess.RunAsync(folder.Root, "merge", "s", "--results", "cluster"))
            .With(exitCode: 0);
        (await SweeperProcess.RunAsync(folder.Root, "merge", "s", "--results", "cluster")).With(exitCode: 0);

        Assert.Contains("s: 2 trials of 2 trials done.", merged.Messages, StringComparison.Ordinal);
        Assert.Equal(here.Table, folder.Content().Table);
    }

    [LongTheory]
    [InlineData("{partition: nowhere}", "cluster.partition is 'nowhere', which this cluster does not have; it has main, short")]
    [InlineData("{partition: short, time: 5m}", "cluster.time is more than partition 'short' allows, which is 1:00")]
    [InlineData("{cpus: 3}", "cluster.cpus is 3, and the nodes of 'main' have 2")]
    public async Task Run_MoreThanThereIs_IsRefusedBeforeAnythingIsSubmitted(string cluster, string reason)
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node, $"{Small}parameters: {{architecture: \"4\", epochs: 2}}\ncluster: {cluster}");

        FinishedCommand run = await folder.RunAsync();

        Assert.Contains(reason, run.Messages, StringComparison.Ordinal);
        Assert.NotEqual(0, run.ExitCode);
        Assert.False(Directory.Exists(folder.File("cluster/s")));
    }

    [LongFact]
    public async Task Run_TasksThatSlurmRefuses_AreSubmittedAtOnceWhenTheyAskForLess()
    {
        node.Need();
        const string Experiment = Small + "parameters: {architecture: \"4\", epochs: 2}\n";
        using var folder = new ClusterSweepFolder(node, Experiment + "cluster: {memory: 900G}");

        FinishedCommand refused = (await folder.RunAsync()).With(exitCode: 3);
        folder.Write("s.yaml", Experiment);
        (await folder.RunAsync()).With(exitCode: 0);

        Assert.Contains(
            "error: sbatch refused the tasks: Batch job submission failed: ", refused.Messages, StringComparison.Ordinal);
        Assert.Equal(
            ["1.1.jsonl"], Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards")).Select(Path.GetFileName));
    }
}
