using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>
/// What is told only after a while, through the stand-in; beside the other tests, as it waits for nearly all its time.
/// </summary>
public sealed class PatientStandInTests : IDisposable
{
    private const string Small =
        """
        name: s
        dataset: {name: digits, train: 20, test: 10}
        parameters: {architecture: "2", learning_rate: [0.1, 0.2, 0.3], epochs: 2}

        """;

    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LongFact]
    public async Task Run_TaskThatSlurmHasForgotten_IsLookedForInItsAccounts()
    {
        _folder.Variables.Add(new("STAND_IN_ACCOUNTS", "1"));
        _folder.Variables.Add(new("STAND_IN_END", "OUT_OF_MEMORY"));
        _folder.Write(Small.Replace("[0.1, 0.2, 0.3]", "0.1", StringComparison.Ordinal) + "cluster: {setup: [exit 1]}\n");

        (await _folder.RunAsync()).With(exitCode: 1);

        var failed = Assert.Single(_folder.Content().Trials);
        Assert.Equal(TrialState.Failed, failed.State);
        Assert.StartsWith("it ran out of memory, more than once", failed.Reason, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Run_FolderThatNodesDoNotSee_EndsAfterAMinute()
    {
        // Whatever the task does, no sign of it comes.
        _folder.Write(Small + "cluster: {setup: [sleep 300]}\n");

        FinishedCommand run = (await _folder.RunAsync()).With(exitCode: 3);

        Assert.Contains(
            $"job 1_0 has run for a minute and left no sign in '{_folder.File("there/s/cluster")}'",
            run.Messages,
            StringComparison.Ordinal);
        Assert.Contains("its jobs were cancelled", run.Messages, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("stand-in/jobs/1/cancelled")));
    }
}
