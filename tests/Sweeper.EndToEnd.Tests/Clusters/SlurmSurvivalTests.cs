using Sweeper.EndToEnd.Tests.Running;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>Whatever dies on the way, a sweep on a cluster comes to what it comes to here, each trial once.</summary>
[Collection(SlurmTests.Name)]
public sealed class SlurmSurvivalTests(SlurmNode node)
{
    [LongFact]
    public Task Run_HeadKilledTenTimes_LosesNothingAndSubmitsNothingTwice() => KillHeadsAsync(10);

    [LongTheory]
    [InlineData("slurmctld", "TERM")]
    [InlineData("slurmctld", "KILL")]
    [InlineData("slurmd", "TERM")]
    public async Task Run_DaemonAwayForAWhile_IsWaitedFor(string daemon, string signal)
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await node.HereAsync(folder);
        using SweeperProcess run = folder.Start();
        await folder.FirstRunningAsync();

        node.End(daemon, signal);
        await Task.Delay(TimeSpan.FromSeconds(3));
        node.Revive();

        Task<FinishedCommand> ending = run.EndAsync();
        while (await Task.WhenAny(ending, Task.Delay(TimeSpan.FromSeconds(1))) != ending)
            node.Attend();
        (await ending).With(exitCode: 0);
        folder.Expect(here);
        node.Renew();
    }

    [LongFact]
    public async Task Run_SecondHead_IsRefusedAndTheFirstStopsWithItsTasks()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node, SlurmTaskTests.Experiment.Replace("epochs: 40", "epochs: 1000", StringComparison.Ordinal));
        using SweeperProcess first = folder.Start();
        await folder.FirstRunningAsync();

        FinishedCommand second = (await folder.RunAsync()).With(exitCode: 3);

        Assert.Contains("is in use", second.Messages, StringComparison.Ordinal);
        (await folder.SweeperAsync("stop", "s")).With(exitCode: 0);
        (await first.EndAsync()).With(exitCode: 130);
        Assert.Empty(node.Queue());
    }

    private async Task KillHeadsAsync(int times)
    {
        using ClusterSweepFolder folder = New();
        SweepContent here = await node.HereAsync(folder);
        var random = new Random(7);
        for (int i = 0; i < times; i++)
        {
            using SweeperProcess run = folder.Start();
            await Task.Delay(random.Next(200, 3_000));
            if (!run.HasEnded)
                await run.SignalAsync("KILL");
            await run.EndAsync();
        }

        await folder.ExpectAsync(here);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder.ClusterFolder, "shards")).Length);
    }

    [LongFact]
    public async Task Run_MethodThatLearnsHeadKilled_ProposesTheSameTrialsToTheSameTask()
    {
        node.Need();
        using var folder = new ClusterSweepFolder(
            node,
            """
            name: s
            dataset: {name: digits, train: 2000, test: 100}
            metric: {name: validation_accuracy, goal: maximize}
            method: tpe
            run_cap: 10
            parameters: {architecture: "64", learning_rate: {min: 0.001, max: 0.5, distribution: log_uniform_values}, epochs: 15}
            cluster: {at_once: 1}
            """);
        SweepContent here = await node.HereAsync(folder);
        for (int i = 0; i < 2; i++)
        {
            using SweeperProcess run = folder.Start();
            await folder.FirstRunningAsync();
            await run.SignalAsync("KILL");
            await run.EndAsync();
        }

        await folder.ExpectAsync(here);
        Assert.Single(Directory.GetFiles(Path.Combine(folder.ClusterFolder, "submissions"), "*.json"));
    }

    private ClusterSweepFolder New()
    {
        node.Need();
        return new ClusterSweepFolder(node, SlurmTaskTests.Experiment);
    }
}
