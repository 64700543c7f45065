using System.Text.Json;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class InterruptionTests : IClassFixture<LongerSweep>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LongerSweep _uninterrupted;

    public InterruptionTests(LongerSweep uninterrupted)
    {
        _uninterrupted = uninterrupted;
        _folder.Write("longer.yaml", Experiments.Longer);
    }

    [SkippableFact]
    public Task Run_StoppedBySignal_GoesOnWhereItStoppedAndEndsWithTheSameBits() => StopAndCarryOnAsync("TERM");

    [LongTheory]
    [InlineData("INT")]
    [InlineData("HUP")]
    public Task Run_StoppedByOtherSignal_GoesOnWhereItStoppedAndEndsWithTheSameBits(string signal) =>
        StopAndCarryOnAsync(signal);

    [LongFact]
    public async Task Run_CheckpointIsDamaged_StartsThatTrialAgainAndEndsWithTheSameBits()
    {
        int number = await StopInTheMiddleAsync("TERM");
        string checkpoint = Path.Combine(Results, "longer", "checkpoints", $"trial-{number}.checkpoint");
        byte[] content = await File.ReadAllBytesAsync(checkpoint);
        await File.WriteAllBytesAsync(checkpoint, content[..(content.Length / 2)]);

        FinishedCommand carriedOn = (await RunAsync()).With(exitCode: 0);
        Assert.Contains($"trial {number} starts from its beginning: its checkpoint is damaged", carriedOn.MessageLines);
        CheckEnd();
    }

    [LongFact]
    public async Task Run_SecondSignal_EndsAtOnce()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        _folder.Write("slow.yaml", Experiments.SlowEpoch);
        using SweeperProcess process = SweeperProcess.Start(_folder.Root, "run", "slow.yaml");
        await process.WaitForMessageAsync("slow: 1 trial");
        await Deadline.WaitAsync(IsTrainingAsync, "The trial never started.");

        await process.SignalAsync("TERM");
        await process.WaitForMessageAsync("Once more stops now.");
        await process.SignalAsync("TERM");
        FinishedCommand ended = (await process.EndAsync()).With(exitCode: 130);

        Assert.Equal("Stopped at once. The same command carries on with the trials that are left.", ended.MessageLines[^1]);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<bool> IsTrainingAsync()
    {
        JsonElement[] trials = await SweeperCommand.RowsAsync(_folder.Root, "query", "SELECT state FROM runs");
        return trials is [JsonElement trial] && trial.GetProperty("state").GetString() == "running";
    }

    private async Task StopAndCarryOnAsync(string signal)
    {
        int number = await StopInTheMiddleAsync(signal);

        FinishedCommand carriedOn = (await RunAsync()).With(exitCode: 0);
        Assert.Matches("^longer: carrying on with [0-9]+ of 8 trials, ", carriedOn.Messages);
        Assert.Matches($"(?m)^trial {number} goes on after epoch [0-9]+$", carriedOn.Messages);
        Assert.StartsWith("[8/8] ", carriedOn.MessageLines[^2], StringComparison.Ordinal);
        Assert.StartsWith("measuring trial ", carriedOn.MessageLines[^1], StringComparison.Ordinal);
        CheckEnd();
    }

    /// <summary>Starts the experiment and stops it in the middle of a trial.</summary>
    /// <returns>The number of that trial.</returns>
    private async Task<int> StopInTheMiddleAsync(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        IgnoredSignals.SkipFor(signal);
        for (int attempt = 1; ; attempt++)
        {
            // Once in a while a trial ends with the very epoch in which the signal comes, or the sweep before it comes.
            if (await StopAsync(signal))
            {
                var content = new SweepContent(Results);
                Assert.Equal(SweepState.Interrupted, content.Sweep.State);
                if (content.Trials.SingleOrDefault(t => t.State == TrialState.Interrupted) is { LastEpoch: >= 1
                    and < 50 } interrupted)
                    return interrupted.Number;
            }

            Assert.True(attempt < 10, "No trial was ever stopped in its middle.");
            Directory.Delete(Results, recursive: true);
        }
    }

    /// <summary>Whether the signal came before the end.</summary>
    private async Task<bool> StopAsync(string signal)
    {
        using SweeperProcess process = SweeperProcess.Start(_folder.Root, Arguments(parallel: 1));
        await process.WaitForMessageAsync("[2/8]");
        await process.SignalAsync(signal);
        FinishedCommand stopped = await process.EndAsync();
        if (stopped.Messages.Contains("[8/8]", StringComparison.Ordinal))
            return false;
        stopped.With(exitCode: 130);
        Assert.Contains("Stopping: running trials finish their epoch. Once more stops now.", stopped.MessageLines);
        Assert.Equal("Stopped as asked. The same command carries on with the trials that are left.", stopped.MessageLines[^1]);
        return true;
    }

    private void CheckEnd()
    {
        var content = new SweepContent(Results);
        Assert.Equal(_uninterrupted.Table, content.Table);
        Assert.Equal(_uninterrupted.Weights, content.Weights);
        Assert.True(content.HasNoCheckpoints);
    }

    private string Results => _folder.File("results");

    private static string[] Arguments(int parallel) => ["run", "longer.yaml", "--parallel", $"{parallel}", "--no-report"];

    private Task<FinishedCommand> RunAsync() => SweeperCommand.RunAsync(_folder.Root, Arguments(parallel: 2));
}
