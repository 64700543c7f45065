using System.Globalization;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>What a real Slurm shows too seldom, through a stand-in for its commands that runs tasks on this machine.</summary>
public sealed class StandInTests : IDisposable
{
    private const string Small =
        """
        name: s
        dataset: {name: digits, train: 20, test: 10}
        parameters: {architecture: "2", learning_rate: [0.1, 0.2, 0.3], epochs: 2}

        """;

    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_WithoutSlurm_SaysSo()
    {
        _folder.Write(Small);
        using SweeperProcess run = SweeperProcess.Start(
            Path.GetDirectoryName(_folder.File("s.yaml"))!, [new("PATH", Path.GetDirectoryName(SweeperProcess.Host) ?? "")],
            ["run", "s.yaml", "--on", "slurm", "--results", "there"]);

        FinishedCommand ended = (await run.EndAsync()).With(exitCode: 3);

        Assert.Contains("there is no 'sbatch' on the PATH", ended.Messages, StringComparison.Ordinal);
    }

    [SkippableFact]
    public Task Run_AFewTrials_AreSubmittedInPiecesAndAllRecorded() => RunManyAsync(trials: 6, perTask: 2, array: 2);

    [LongFact]
    public Task Run_HundredsOfTrials_AreSubmittedInPiecesAndAllRecorded() =>
        RunManyAsync(trials: 500, perTask: 50, array: 4);

    [LongFact]
    public async Task Run_MethodThatLearns_HasOneTaskAskForTrialAfterTrial()
    {
        _folder.Write(
            """
            name: s
            dataset: {name: digits, train: 20, test: 10}
            metric: {name: validation_accuracy, goal: maximize}
            method: tpe
            run_cap: 12
            parameters: {architecture: "2", learning_rate: {min: 0.001, max: 0.5, distribution: log_uniform_values}, epochs: 1}
            cluster: {at_once: 1}
            """);

        (await _folder.RunAsync()).With(exitCode: 0);

        Assert.Equal(12, _folder.Content().Trials.Count(t => t.State == TrialState.Completed));
        Assert.Single(_folder.Submissions);
        Assert.Equal(12, _folder.Shards.Length);
    }

    [LongFact]
    public async Task Run_MethodThatLearnsDetached_TrainsWhatWasProposedAndGoesOnLater()
    {
        _folder.Write(
            """
            name: s
            dataset: {name: digits, train: 20, test: 10}
            metric: {name: validation_accuracy, goal: maximize}
            method: tpe
            run_cap: 5
            parameters: {architecture: "2", learning_rate: {min: 0.001, max: 0.5, distribution: log_uniform_values}, epochs: 1}
            cluster: {at_once: 2}
            """);

        (await _folder.RunAsync("--detach")).With(exitCode: 0);
        (await _folder.RunAsync()).With(exitCode: 0);

        Assert.Equal(5, _folder.Content().Trials.Count(t => t.State == TrialState.Completed));
        Assert.Equal(5, _folder.Shards.Length);
    }

    [LongFact]
    public async Task Run_TasksThatRunTwice_TrainOnce()
    {
        _folder.Variables.Add(new("STAND_IN_TWICE", "1"));
        _folder.Write(Small);

        (await _folder.RunAsync()).With(exitCode: 0);

        Assert.Equal(["1.1.jsonl", "2.1.jsonl", "3.1.jsonl"], _folder.Shards.Select(Path.GetFileName));
        Assert.All(
            _folder.Shards,
            s => Assert.Single(File.ReadAllLines(s), l => l.Contains("\"Start\"", StringComparison.Ordinal)));
        Assert.All(_folder.Content().Trials, t => Assert.Equal((TrialState.Completed, 2), (t.State, t.LastEpoch)));
    }

    [LongFact]
    public async Task Stop_NobodyRunsIt_CancelsItsTasks()
    {
        _folder.Write(Small.Replace("train: 20", "train: 1000", StringComparison.Ordinal)
            .Replace("epochs: 2", "epochs: 100000", StringComparison.Ordinal));
        (await _folder.RunAsync("--detach")).With(exitCode: 0);
        await Deadline.WaitAsync(() => Task.FromResult(_folder.Shards.Length > 0), "No task ever began.");

        // Who follows them and leaves leaves them alone, however soon that is.
        using (SweeperProcess follower = _folder.Start())
        {
            await Deadline.WaitAsync(
                () => Task.FromResult(follower.Messages.Contains("s: 3 trials", StringComparison.Ordinal)), "It never began.");
            await follower.SignalAsync("TERM");
            (await follower.EndAsync()).With(exitCode: 130);
        }

        Assert.False(File.Exists(_folder.File("stand-in/jobs/1/cancelled")));
        FinishedCommand stopped = (await _folder.SweeperAsync("stop", "s", "--results", "there")).With(exitCode: 0);

        Assert.Contains("its tasks on the cluster are cancelled", stopped.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("stand-in/jobs/1/cancelled")));
        Assert.False(File.Exists(_folder.File("stand-in/jobs/1/running")));
        Assert.Equal(
            [TrialState.Interrupted, TrialState.Waiting, TrialState.Waiting], _folder.Content().Trials.Select(t => t.State));
        FinishedCommand asked = (await _folder.SweeperAsync(
            "query", "SELECT asked_by FROM requests", "--format", "csv", "--results", "there")).With(exitCode: 0);
        Assert.Contains($"{Environment.UserName} at {Environment.MachineName}", asked.Output, StringComparison.Ordinal);
        (await _folder.SweeperAsync("stop", "s", "--results", "there")).With(exitCode: 2);
    }

    private async Task RunManyAsync(int trials, int perTask, int array)
    {
        string rates = string.Join(
            ", ", Enumerable.Range(1, trials / 2).Select(i => $"0.{i.ToString("D4", CultureInfo.InvariantCulture)}"));
        _folder.Variables.Add(new("STAND_IN_ARRAY", $"{array}"));
        _folder.Write(
            $$"""
            name: s
            dataset: {name: digits, train: 20, test: 10}
            parameters: {architecture: "2", learning_rate: [{{rates}}], epochs: 1}
            repeats: 2
            cluster: {trials_per_task: {{perTask}}, setup: ["echo the setup of $SLURM_ARRAY_TASK_ID"]}
            """);

        (await _folder.RunAsync()).With(exitCode: 0);

        Assert.Equal(trials, _folder.Content().Epochs.Keys.Select(k => k.Trial).Distinct().Count());
        Assert.Contains(
            "the setup of 1",
            await File.ReadAllTextAsync(_folder.File($"there/s/trials/{perTask + 1}/output.log")),
            StringComparison.Ordinal);
        Assert.Equal(Math.Ceiling(trials / (double)perTask / array), File.ReadAllLines(_folder.File("stand-in/count")).Length);
    }
}
