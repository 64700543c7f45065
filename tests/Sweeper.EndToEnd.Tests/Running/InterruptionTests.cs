using System.Globalization;
using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class InterruptionTests : IDisposable
{
    private const string Table =
        "SELECT trial, state, seed, epochs, best_epoch, objective, final_train_loss, best_test_loss FROM runs ORDER BY trial";

    private readonly TemporaryFolder _folder = new();

    public InterruptionTests() => _folder.Write("longer.yaml", Experiments.Longer);

    [SkippableFact]
    public async Task Run_StoppedByCtrlC_IsCarriedOnByTheSameCommand()
    {
        FinishedCommand stopped = await StopAsync("INT");
        Assert.Contains("Stopping: running trials finish their epoch. Once more stops now.", stopped.MessageLines);
        Assert.Equal("Stopped as asked. The same command carries on with the trials that are left.", stopped.MessageLines[^1]);

        FinishedCommand carriedOn = (await RunAsync("results")).With(exitCode: 0);
        Assert.Matches("^longer: carrying on with [0-9]+ of 16 trials, ", carriedOn.Messages);
        Assert.StartsWith("[16/16] ", carriedOn.MessageLines[^1], StringComparison.Ordinal);

        (await RunAsync("uninterrupted")).With(exitCode: 0);
        Assert.Equal(await TableAsync("uninterrupted"), await TableAsync("results"));
    }

    [SkippableTheory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Run_StoppedByAnotherSignal_EndsLikeAfterCtrlC(string signal)
    {
        FinishedCommand stopped = await StopAsync(signal);

        Assert.Equal("Stopped as asked. The same command carries on with the trials that are left.", stopped.MessageLines[^1]);
        JsonElement sweep = Assert.Single(await SweeperProcess.RowsAsync(_folder.Root, "list"));
        Assert.Equal("interrupted", sweep.GetProperty("state").GetString());
        Assert.InRange(sweep.GetProperty("done").GetInt32(), 2, 15);
    }

    [SkippableFact]
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

        Assert.DoesNotContain("Stopped as asked", ended.Messages, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Whether this process has a signal ignored, which its children inherit: shells do so for what they start in the background.
    /// </summary>
    private static bool IsIgnored(string signal)
    {
        const string LinuxFile = "/proc/self/status";
        if (!File.Exists(LinuxFile))
            return false;
        string mask = File.ReadLines(LinuxFile).First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        int number = signal switch { "HUP" => 1, "INT" => 2, _ => 15 };
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (number - 1) & 1) == 1;
    }

    private async Task<bool> IsTrainingAsync()
    {
        JsonElement[] trials = await SweeperProcess.RowsAsync(_folder.Root, "query", "SELECT state FROM runs");
        return trials[0].GetProperty("state").GetString() == "running";
    }

    /// <summary>Starts the experiment, and stops it when two of its trials have ended.</summary>
    private async Task<FinishedCommand> StopAsync(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        Skip.If(IsIgnored(signal), $"Whoever started the tests had SIG{signal} ignored, and so do all processes below.");
        using SweeperProcess process = Start("results", parallel: 1);
        await process.WaitForMessageAsync("[2/16]");
        await process.SignalAsync(signal);
        return (await process.EndAsync()).With(exitCode: 130);
    }

    private SweeperProcess Start(string results, int parallel) => SweeperProcess.Start(
        _folder.Root, "run", "longer.yaml", "--parallel", $"{parallel}", "--no-report", "--results", results);

    private async Task<FinishedCommand> RunAsync(string results)
    {
        using SweeperProcess process = Start(results, parallel: 2);
        return await process.EndAsync();
    }

    private async Task<string> TableAsync(string results)
    {
        FinishedCommand query = await SweeperProcess.RunAsync(
            _folder.Root, "query", Table, "--format", "csv", "--results", results);
        return query.With(exitCode: 0).Output;
    }
}
