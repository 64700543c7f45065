using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>How programs are ended, and how they go on.</summary>
public sealed partial class ProgramEndTests : IDisposable
{
    // Reports an epoch more than its last attempt came to, and waits to be ended, until it has four.
    private const string Resuming =
        """
        done=$(cat "$SWEEPER_CHECKPOINT/done" 2>/dev/null || echo 0)
        trap 'echo asked; exit 1' TERM
        done=$((done + 1))
        echo "{\"epoch\": $done, \"loss\": $((10 - done)), \"attempt_loss\": $SWEEPER_ATTEMPT}"
        echo $done > "$SWEEPER_CHECKPOINT/new"
        mv "$SWEEPER_CHECKPOINT/new" "$SWEEPER_CHECKPOINT/done"
        if [ $done -lt 3 ]; then STOP; fi
        """;

    private readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Run_Interrupted_AsksProgramsToEndAndGoesOnFromTheirCheckpoints()
    {
        _folder.Write(Resuming.Replace("STOP", "while :; do sleep 0.05; done", StringComparison.Ordinal), values: "1");
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            using SweeperProcess run = _folder.Start();
            await Deadline.WaitAsync(() => Task.FromResult(_folder.HasValue(epoch: attempt)), "The program never reported.");
            await run.SignalAsync("TERM");
            FinishedCommand stopped = (await run.EndAsync()).With(exitCode: 130);
            Assert.Contains("Stopping: running programs are asked to end. Once more stops now.", stopped.MessageLines);
            Assert.Equal(
                (TrialState.Interrupted, "the sweep was asked to stop"), (_folder.Trial(1).State, _folder.Trial(1).Reason));
            Assert.Empty(_folder.Left());
        }

        (await _folder.RunAsync()).With(exitCode: 0);

        Assert.Equal([(1, 9.0), (2, 8), (3, 7)], _folder.Values(1, "loss"));
        Assert.Equal([(1, 1.0), (2, 2), (3, 3)], _folder.Values(1, "attempt_loss"));
        Assert.Equal((TrialState.Completed, 3), (_folder.Trial(1).State, _folder.Trial(1).BestEpoch));
        Assert.Contains(
            "asked\n",
            await File.ReadAllTextAsync(Path.Combine(_folder.Results, "program/trials/1/output.1.log")),
            StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Run_Failed_GoesOnFromItsCheckpoint()
    {
        _folder.Write(
            Resuming.Replace("STOP", "exit 9", StringComparison.Ordinal), "metric: {name: loss}\nretry: 3", values: "1");

        (await _folder.RunAsync()).With(exitCode: 1);
        (await _folder.RunAsync()).With(exitCode: 1);
        (await _folder.RunAsync()).With(exitCode: 0);

        Assert.Equal([(1, 9.0), (2, 8), (3, 7)], _folder.Values(1, "loss"));
        Assert.Equal([(1, 1.0), (2, 2), (3, 3)], _folder.Values(1, "attempt_loss"));
    }

    [LongFact]
    public async Task Run_CarriedOnFromAnotherFolder_RunsWhereItWasStarted()
    {
        _folder.Write("pwd > \"where-$SWEEPER_ATTEMPT\"; echo 'loss: 1'; exit $((2 - SWEEPER_ATTEMPT))", values: "1");
        using (SweeperProcess first = _folder.Start())
            (await first.EndAsync()).With(exitCode: 1);
        string elsewhere = Directory.CreateDirectory(_folder.File("elsewhere")).FullName;

        (await SweeperProcess.RunAsync(elsewhere, "run", "../program.yaml", "--no-report", "--results", "../results"))
            .With(exitCode: 0);

        Assert.Equal(await File.ReadAllTextAsync(_folder.File("where-1")), await File.ReadAllTextAsync(_folder.File("where-2")));
    }

    [SkippableFact]
    public async Task Run_Killed_LeavesNothingOfItsProgramsAlive()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Who is there still is told by /proc.");
        Requirement.Need(Requirement.Program("setsid"), "setsid (util-linux) is missing.");
        _folder.Write(
            """
            trap '' TERM
            setsid sh -c 'trap "" TERM; sleep 1000' </dev/null >/dev/null 2>&1 &
            sh -c 'sleep 1000; true' &
            echo '{"epoch": 1, "loss": 1}'
            sleep 1000
            """);
        using SweeperProcess run = _folder.Start("--parallel", "2");
        await Deadline.WaitAsync(() => Task.FromResult(_folder.Left().Length >= 8), "The programs never started.");

        await run.SignalAsync("KILL");

        await Deadline.WaitAsync(() => Task.FromResult(_folder.Left().Length == 0), "Something is alive still.");
    }

    [LongFact]
    public async Task Run_Killed_LeavesNoDaemonAliveThatClearedItsVariables()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Who is there still is told by /proc.");
        Requirement.Need(Requirement.Program("setsid"), "setsid (util-linux) is missing.");
        _folder.Write(
            """
            echo 'loss: 1'
            (setsid env -i SWEEPER_OUTPUT="$SWEEPER_OUTPUT" sh -c 'sleep 1000 & sleep 1000' </dev/null >/dev/null 2>&1 &)
            sleep 1000
            """,
            values: "1");
        using SweeperProcess run = _folder.Start();
        await Deadline.WaitAsync(() => Task.FromResult(_folder.Left().Length >= 4), "The programs never started.");

        // A few looks at what programs let go of.
        await Task.Delay(TimeSpan.FromSeconds(4));
        await run.SignalAsync("KILL");

        await Deadline.WaitAsync(() => Task.FromResult(_folder.Left().Length == 0), "Something is alive still.");
    }

    [LongFact]
    public async Task Run_SecondSignal_LeavesNothingOfItsProgramsAlive()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Who is there still is told by /proc.");
        _folder.Write("trap '' TERM; echo 'loss: 1'; while :; do sleep 0.1; done", values: "1");
        using SweeperProcess run = _folder.Start();
        await Deadline.WaitAsync(() => Task.FromResult(_folder.Left().Length >= 1), "The program never started.");

        await run.SignalAsync("TERM");
        await run.WaitForMessageAsync("Once more stops now.");
        await run.SignalAsync("TERM");
        (await run.EndAsync()).With(exitCode: 130);

        await Deadline.WaitAsync(() => Task.FromResult(_folder.Left().Length == 0), "Something is alive still.");
    }

    [LongFact]
    public async Task Run_Timeout_AsksTheProgramToEndAndKillsItAfterGrace()
    {
        _folder.Write(
            "trap 'echo asked' TERM; while :; do sleep 0.1; done",
            "metric: {name: loss}\nrun: {timeout: 1s, grace: 1s}",
            values: "1");

        (await _folder.RunAsync()).With(exitCode: 1);

        Assert.Equal("it had not ended after its timeout of 1s; a longer timeout in run gives it more", _folder.Trial(1).Reason);
        Assert.Contains(
            "asked",
            await File.ReadAllTextAsync(Path.Combine(_folder.Results, "program/trials/1/output.log")),
            StringComparison.Ordinal);
        Assert.Empty(_folder.Left());
    }

    [LongFact]
    public async Task Run_MaximumDuration_InterruptsPrograms()
    {
        _folder.Write("echo 'loss: 1'; sleep 1000", "metric: {name: loss}\nmax_duration: 1s", values: "1");

        FinishedCommand run = (await _folder.RunAsync()).With(exitCode: 0);

        Assert.Equal((TrialState.Interrupted, "max_duration is over"), (_folder.Trial(1).State, _folder.Trial(1).Reason));
        Assert.Contains("A longer max_duration in the file carries on with the rest.", run.Messages, StringComparison.Ordinal);
        Assert.Empty(_folder.Left());
    }

    [LongFact]
    public async Task Run_ThirtyTwoAtOnce_AllAreRead()
    {
        _folder.Write(
            """for e in $(seq 100); do echo "{\"epoch\": $e, \"loss\": $1}"; echo noise >&2; done""",
            values: string.Join(", ", Enumerable.Range(1, 32)));

        (await _folder.RunAsync("--parallel", "32")).With(exitCode: 0);

        Assert.All(Enumerable.Range(1, 32), t => Assert.Equal(100, _folder.Values(t, "loss").Length));
    }

    [LongFact]
    public Task Run_EndlessOutput_TakesNoMemory() => FloodAsync(seconds: 30);

    private async Task FloodAsync(int seconds)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The peak of memory is told by /proc.");
        _folder.Write("echo 'loss: 1'; until [ -e go ]; do sleep 0.05; done", values: "1");
        long quiet = await PeakAsync(TimeSpan.Zero);
        _folder.Write("echo 'loss: 1'; yes & until [ -e go ]; do sleep 0.05; done; kill $!; echo end", values: "1");
        File.Delete(_folder.File("go"));
        Directory.Delete(_folder.Results, recursive: true);

        long flooded = await PeakAsync(TimeSpan.FromSeconds(seconds));

        Assert.InRange(flooded - quiet, long.MinValue, 50 << 10);
        string log = Path.Combine(_folder.Results, "program/trials/1/output.log");
        Assert.InRange(new FileInfo(log).Length, 1, (50 << 20) + 200);
        using StreamReader reader = new(log);
        Assert.Equal("loss: 1", await reader.ReadLineAsync());
    }

    /// <summary>The most memory that the runner had, in kilobytes, when its program was ended after a while.</summary>
    private async Task<long> PeakAsync(TimeSpan duration)
    {
        using SweeperProcess run = _folder.Start();
        await Deadline.WaitAsync(() => Task.FromResult(_folder.HasValue(epoch: 1)), "The program never reported.");
        await Task.Delay(duration);
        string status = await File.ReadAllTextAsync($"/proc/{run.Id}/status");
        await File.WriteAllTextAsync(_folder.File("go"), "");
        (await run.EndAsync()).With(exitCode: 0);
        return long.Parse(Peak().Match(status).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex Peak();
}
