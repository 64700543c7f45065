using System.Diagnostics;
using Sweeper.Sweeps.Trials;
using Xunit.Abstractions;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>A sweep whose process is killed again and again, and carried on by the same command.</summary>
public sealed class KilledRunTests(ITestOutputHelper output) : IDisposable
{
    private const int LeastRun = 300;

    // Whatever a trial may remember from epoch to epoch is in one of them.
    private const string Experiment =
        """
        name: killed
        dataset: {name: digits, train: 600, test: 100}
        parameters:
          architecture: "32"
          optimizer: [sgd, momentum, adam]
          learning_rate: 0.003
          batch_normalization: [false, true]
          dropout: [0, 0.2]
          augmentation: [none, {shift: 1, rotate: 5}]
          batch_size: 16
          epochs: 40
        """;

    // All of it at once.
    private static readonly string Sample = Experiment.Replace("[false, true]", "true", StringComparison.Ordinal)
        .Replace("[0, 0.2]", "0.2", StringComparison.Ordinal)
        .Replace("[none, {shift: 1, rotate: 5}]", "{shift: 1, rotate: 5}", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(20);

    private int _longestRun;
    private int _resumed;

    [Fact]
    public Task Run_KilledAFewTimes_LosesNoEpochAndEndsLikeAnUninterruptedRun() => KillAndCompareAsync(Sample, 2);

    [LongFact]
    public async Task Run_KilledAHundredTimes_LosesNoEpochAndEndsLikeAnUninterruptedRun()
    {
        await KillAndCompareAsync(Experiment, 100);
        Assert.True(_resumed > 0, "No trial went on from a checkpoint.");
    }

    public void Dispose() => _folder.Dispose();

    private async Task KillAndCompareAsync(string experiment, int most)
    {
        _folder.Write("killed.yaml", experiment);
        long started = Stopwatch.GetTimestamp();
        (await RunAsync("uninterrupted")).With(exitCode: 0);

        // In so many milliseconds at most a run is killed: where all takes longer, it needs longer to come to a checkpoint.
        _longestRun = Math.Max(LeastRun, (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds / 20);
        var expected = new SweepContent(Results("uninterrupted"));

        // A quick machine ends the sweep before it was killed so often; then it has to do it once more.
        int kills = 0, sweeps = 0;
        while (kills < most)
        {
            string results = $"results-{++sweeps}";
            kills += await KillAsync(results, most - kills, expected);
            (await RunAsync(results)).With(exitCode: 0);
            CheckEnd(expected, new SweepContent(Results(results)));
        }

        output.WriteLine($"{kills} kills in {sweeps} sweeps; {_resumed} trials went on from a checkpoint.");
        Assert.Equal(most, kills);
    }

    private static void CheckEnd(SweepContent expected, SweepContent content)
    {
        Assert.Equal(expected.Table, content.Table);
        Assert.Equal(expected.Weights, content.Weights);
        Assert.All(content.Trials, t => Assert.Equal(TrialState.Completed, t.State));
        Assert.True(content.HasNoCheckpoints);
    }

    private static async Task<bool> EndsWithinAsync(SweeperProcess process, int milliseconds)
    {
        Task<FinishedCommand> end = process.EndAsync();
        return await Task.WhenAny(end, Task.Delay(milliseconds)) == end;
    }

    /// <summary>Starts the command again and again, and kills it, until it ends by itself or was killed so often.</summary>
    /// <returns>How often it was killed.</returns>
    private async Task<int> KillAsync(string results, int most, SweepContent expected)
    {
        IReadOnlyDictionary<(int Trial, int Epoch), string> committed = new Dictionary<(int, int), string>();
        for (int kills = 0; kills < most; kills++)
        {
            using (SweeperProcess process = Start(results))
            {
                await process.WaitForMessageAsync("killed: ");
                if (await EndsWithinAsync(process, _random.Next(_longestRun)))
                {
                    // It was given too long: the next ones are to be killed before they end.
                    _longestRun = Math.Max(LeastRun, _longestRun / 4);
                    return kills;
                }

                _resumed += process.Messages.Split("goes on after epoch").Length - 1;
            }

            int before = committed.Count;
            committed = Check(results, committed, expected);

            // On a machine that has become busy, a run that is always killed before its first epoch would never end.
            if (committed.Count == before)
                _longestRun *= 2;
        }

        return most;
    }

    /// <summary>Checks that nothing that was committed is gone or different, and that no trial is there twice.</summary>
    private IReadOnlyDictionary<(int Trial, int Epoch), string> Check(
        string results, IReadOnlyDictionary<(int Trial, int Epoch), string> committed, SweepContent expected)
    {
        var content = new SweepContent(Results(results));
        Assert.Equal(expected.Trials.Select(t => (t.Number, t.Identity)), content.Trials.Select(t => (t.Number, t.Identity)));
        Assert.All(committed, e => Assert.Equal(e.Value, content.Epochs.GetValueOrDefault(e.Key)));
        Assert.All(content.Epochs, e => Assert.Equal(expected.Epochs.GetValueOrDefault(e.Key), e.Value));
        return content.Epochs;
    }

    private SweeperProcess Start(string results) =>
        SweeperProcess.Start(_folder.Root, Arguments(results));

    private static string[] Arguments(string results) =>
        ["run", "killed.yaml", "--parallel", "2", "--no-report", "--results", results];

    private Task<FinishedCommand> RunAsync(string results) => SweeperCommand.RunAsync(_folder.Root, Arguments(results));

    private string Results(string name) => Path.Combine(_folder.Root, name);
}
