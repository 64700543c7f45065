using System.Diagnostics;
using Sweeper.EndToEnd.Tests.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>Whatever dies on the way, a sweep on a cluster comes to what it comes to here, each trial once.</summary>
[Collection(SlurmTests.Name)]
public sealed class SlurmSurvivalTests(SlurmNode node)
{
    private const string Experiment =
        """
        name: s
        dataset: {name: digits, train: 6000, test: 200}
        metric: {name: validation_accuracy, goal: maximize}
        parameters: {architecture: "128", optimizer: [momentum, adam], learning_rate: 0.003, batch_size: 32, epochs: 40}
        """;

    [LongFact]
    public Task Run_HeadKilledTenTimes_LosesNothingAndSubmitsNothingTwice() => KillHeadsAsync(10);

    [LongFact]
    public async Task Run_TaskCancelled_IsLeftToTheSameCommand()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await folder.HereAsync();
        using SweeperProcess run = folder.Start();
        string task = await FirstRunningAsync(folder);

        node.Run("scancel", task);
        FinishedCommand ended = await run.EndAsync();

        Assert.Equal(130, ended.ExitCode);
        Assert.Single(folder.Content().Trials, t => t.State != TrialState.Completed);
        await ExpectAsync(folder, here);
    }

    [LongFact]
    public async Task Run_ArrayCancelled_IsLeftToTheSameCommand()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await folder.HereAsync();
        using SweeperProcess run = folder.Start();
        string task = await FirstRunningAsync(folder);

        node.Run("scancel", task.Split('_')[0]);
        Assert.Equal(130, (await run.EndAsync()).ExitCode);

        await ExpectAsync(folder, here);
    }

    [LongFact]
    public async Task Run_TaskRequeued_GoesOnInItsNextAttempt()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await folder.HereAsync();
        using SweeperProcess run = folder.Start();
        string task = await FirstRunningAsync(folder);

        node.Run("scontrol", "requeue", task);
        (await run.EndAsync()).With(exitCode: 0);

        Expect(folder, here);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards"), "*.2.jsonl"));
    }

    [LongFact]
    public async Task Run_TaskKilledInTheMiddleOfALine_GoesOnInItsNextAttempt()
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await folder.HereAsync();
        using SweeperProcess run = folder.Start();
        await FirstRunningAsync(folder);
        Assert.True(KillWorker(folder), "No task was running.");
        foreach (string written in Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards")))
        {
            if (!File.ReadAllText(written).Contains("\"End\"", StringComparison.Ordinal))
                await File.AppendAllTextAsync(written, "{\"Sequence\":99,\"Epo");
        }

        (await run.EndAsync()).With(exitCode: 0);
        Expect(folder, here);
    }

    [LongTheory]
    [InlineData("slurmctld", "TERM")]
    [InlineData("slurmctld", "KILL")]
    [InlineData("slurmd", "TERM")]
    public async Task Run_DaemonAwayForAWhile_IsWaitedFor(string daemon, string signal)
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await folder.HereAsync();
        using SweeperProcess run = folder.Start();
        await FirstRunningAsync(folder);

        node.End(daemon, signal);
        await Task.Delay(TimeSpan.FromSeconds(3));
        node.Revive();

        Task<FinishedCommand> ending = run.EndAsync();
        while (await Task.WhenAny(ending, Task.Delay(TimeSpan.FromSeconds(1))) != ending)
            node.Attend();
        (await ending).With(exitCode: 0);
        Expect(folder, here);
        node.Renew();
    }

    [LongFact]
    public async Task Run_SecondHead_IsRefused()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node, Experiment.Replace("epochs: 40", "epochs: 300", StringComparison.Ordinal));
        using SweeperProcess first = folder.Start();
        await FirstRunningAsync(folder);

        FinishedCommand second = (await folder.RunAsync()).With(exitCode: 3);

        Assert.Contains("is in use", second.Messages, StringComparison.Ordinal);
        (await first.EndAsync()).With(exitCode: 0);
    }

    [LongFact]
    public async Task Run_TimeLimit_SavesAndGoesOn()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node,
            """
            name: s
            dataset: {name: digits, train: 10000, test: 200}
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {architecture: "512-512", learning_rate: 0.01, batch_size: 16, epochs: 60}
            cluster: {partition: short}
            """);
        SweepContent here = await folder.HereAsync();

        (await folder.RunAsync()).With(exitCode: 0);

        Expect(folder, here);
    }

    private async Task KillHeadsAsync(int times)
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await folder.HereAsync();
        var random = new Random(7);
        for (int i = 0; i < times; i++)
        {
            using SweeperProcess run = folder.Start();
            await Task.Delay(random.Next(200, 3_000));
            if (!run.HasEnded)
                await run.SignalAsync("KILL");
            await run.EndAsync();
        }

        await ExpectAsync(folder, here);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards")).Length);
    }

    private ClusterSweepFolder New()
    {
        node.Need();
        return new ClusterSweepFolder(node, Experiment);
    }

    private async Task ExpectAsync(ClusterSweepFolder folder, SweepContent here)
    {
        (await folder.RunAsync()).With(exitCode: 0);
        Expect(folder, here);
    }

    private void Expect(ClusterSweepFolder folder, SweepContent here)
    {
        SweepContent there = folder.Content();
        Assert.Equal(here.Table, there.Table);
        Assert.Equal(here.Weights, there.Weights);
        Assert.DoesNotContain(node.Queue(), t => t.EndsWith("PENDING", StringComparison.Ordinal));
    }

    // The first task whose attempt has written an epoch, and not its end.
    private static async Task<string> FirstRunningAsync(ClusterSweepFolder folder)
    {
        string? task = null;
        await Deadline.WaitAsync(
            async () =>
            {
                await Task.Delay(50);
                string shards = Path.Combine(folder.ClusterFolder, "shards");
                string? text = Directory.Exists(shards)
                    ? Directory.GetFiles(shards).Select(File.ReadAllText).FirstOrDefault(s => s.Contains(
                        "\"Epoch\"", StringComparison.Ordinal)
                        && !s.Contains("\"End\"", StringComparison.Ordinal))
                    : null;
                task = text?.Split("\"Job\":\"")[1].Split('"')[0];
                return task is not null;
            },
            "No task ever trained.");
        return task!;
    }

    private static bool KillWorker(ClusterSweepFolder folder)
    {
        foreach (string process in Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            try
            {
                if (!File.ReadAllText(Path.Combine(process, "cmdline")).Contains(
                    $"work\0{folder.ClusterFolder}", StringComparison.Ordinal))
                    continue;
                using Process worker = Process.GetProcessById(
                    int.Parse(Path.GetFileName(process), System.Globalization.CultureInfo.InvariantCulture));
                worker.Kill();
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }

        return false;
    }
}
