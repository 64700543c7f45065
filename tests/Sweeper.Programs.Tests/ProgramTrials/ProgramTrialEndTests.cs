using System.Diagnostics;
using System.Text;
using Sweeper.Programs.Processes;
using Sweeper.Programs.ProgramTrials;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Tests.ProgramTrials;

/// <summary>How trials that are programs end.</summary>
public sealed class ProgramTrialEndTests : IDisposable
{
    private readonly ScriptTrials _trials = new();

    public void Dispose() => _trials.Dispose();

    [SkippableTheory]
    [InlineData("kill -TERM $$")]
    [InlineData("trap 'exit 1' TERM; kill -TERM $$")]
    [InlineData("sh -c 'kill -TERM $$'; exit $?")]
    public void Run_AskedToEndTogetherWithItsRunner_IsNoFailure(string script)
    {
        // Slurm asks all processes of a task at once, and the runner may be the last to know.
        long? asked = null;
        var monitor = new RecordingMonitor
        {
            IsStopped = _ => Stopwatch.GetElapsedTime(asked ??= Stopwatch.GetTimestamp()) > TimeSpan.FromMilliseconds(100),
        };

        Assert.False(_trials.Run(monitor, script).IsFailure);
    }

    [SkippableFact]
    public void Run_KilledBySomebodyElse_IsAFailure()
    {
        TrialResult result = _trials.Run(new RecordingMonitor(), "kill -TERM $$");

        Assert.Equal((true, "killed by signal 15 (SIGTERM)"), (result.IsFailure, result.Reason));
    }

    [SkippableFact]
    public void Run_Stopped_IsAskedToEndAndItsLastWordsCount()
    {
        var monitor = new RecordingMonitor { StopsAfter = 2 };

        _trials.Run(monitor, """
            trap 'echo "{\"epoch\": 3, \"loss\": 1}"; exit 1' TERM
            echo '{"epoch": 1, "loss": 3}'; echo '{"epoch": 2, "loss": 2}'
            while :; do sleep 0.05; done
            """);

        Assert.Equal([(1, "loss", 3), (2, "loss", 2), (3, "loss", 1)], monitor.Values);
    }

    [SkippableFact]
    public void Run_Timeout_IsAFailure()
    {
        TrialResult result = _trials.Run(
            new RecordingMonitor(), "sleep 1000", run: new RunSettings { Timeout = TimeSpan.FromSeconds(0.5) });

        Assert.Equal(
            (true, "it had not ended after its timeout of 0.5s; a longer timeout in run gives it more"),
            (result.IsFailure, result.Reason));
    }

    [SkippableFact]
    public void Run_ExitCode_IsAFailureWithTheLastLineOfItsError()
    {
        TrialResult result = _trials.Run(
            new RecordingMonitor(), "echo before; echo Traceback >&2; echo 'ValueError: lr' >&2; exit 3");

        Assert.Equal((true, "exit code 3: ValueError: lr"), (result.IsFailure, result.Reason));
        TrialAttachment end = Assert.Single(result.Attachments);
        Assert.Equal(ProgramOutput.AttachmentName, end.Name);
        Assert.Equal(
            ["Traceback", "ValueError: lr", "before"],
            Encoding.UTF8.GetString(end.Content.Span).Trim().Split('\n').Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void Run_NothingReported_IsAFailure() =>
        Assert.Equal("nothing was reported", _trials.Run(new RecordingMonitor(), "echo hello").Reason);

    [SkippableFact]
    public void Run_CannotBeStarted_ThrowsWithTheReason()
    {
        using ProgramTrialRunner runner = _trials.Runner((_, _) => ScriptTrials.Invocation("no-such-program"));

        var failure = Assert.Throws<ProgramStartException>(() => runner.Run(ScriptTrials.Trial(1), new RecordingMonitor()));

        Assert.Equal("the program 'no-such-program' was not found on the PATH", failure.Message);
    }
}
