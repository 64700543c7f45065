using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Sweeper.Experiments.Prepared;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Processes;
using Sweeper.Programs.ProgramTrials;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Tests.ProgramTrials;

public sealed class ProgramTrialRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ProgramTrialRunnerTests() => Skip.If(OperatingSystem.IsWindows(), "There is no 'sh'.");

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Run_JsonLines_AreEpochs()
    {
        var monitor = new RecordingMonitor();

        TrialResult result = Run(
            monitor, """echo '{"epoch": 1, "loss": 0.5}'; echo '{"epoch": 2, "loss": 0.25, "acc": 0.75}' >&2""");

        Assert.Equal((false, "exit code 0"), (result.IsFailure, result.Reason));
        Assert.Equal([(1, "loss", 0.5), (2, "acc", 0.75), (2, "loss", 0.25)], monitor.Values.Order());
    }

    [SkippableFact]
    public void Run_ValuesWithoutStep_AreCounted()
    {
        var monitor = new RecordingMonitor();

        Run(
            monitor,
            """echo '{"loss": 3}'; echo '{"acc": 1}'; echo '{"loss": 2}'; echo '{"step": 9, "loss": 4}'; echo '{"loss": 1}'""");

        Assert.Equal([(1, "acc", 1), (1, "loss", 3), (2, "loss", 2), (9, "loss", 4), (10, "loss", 1)], monitor.Values.Order());
    }

    [SkippableFact]
    public void Run_LaterValueOfAStep_Counts()
    {
        var monitor = new RecordingMonitor();

        Run(monitor, """echo '{"step": 1, "loss": 3}'; echo '{"step": 1, "loss": 2}'""");

        Assert.Equal((1, "loss", 2), monitor.Values.Last());
    }

    [SkippableFact]
    public void Run_MetricsFile_IsReadWhileItRuns()
    {
        var monitor = new RecordingMonitor { IsStopped = m => !m.Values.IsEmpty };

        Run(monitor, """echo '{"epoch": 1, "loss": 0.5}' >> "$METRICS"; sleep 1000""");

        Assert.Equal([(1, "loss", 0.5)], monitor.Values);
    }

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

        Assert.False(Run(monitor, script).IsFailure);
    }

    [SkippableFact]
    public void Run_KilledBySomebodyElse_IsAFailure()
    {
        TrialResult result = Run(new RecordingMonitor(), "kill -TERM $$");

        Assert.Equal((true, "killed by signal 15 (SIGTERM)"), (result.IsFailure, result.Reason));
    }

    [SkippableFact]
    public void Run_Printed_IsKnownWhileItRuns()
    {
        var monitor = new RecordingMonitor { IsStopped = m => !m.Values.IsEmpty };

        Run(monitor, """echo '{"epoch": 1, "loss": 0.5}'; sleep 1000""");

        Assert.Equal([(1, "loss", 0.5)], monitor.Values);
    }

    [SkippableFact]
    public void Run_PythonThatDoesNotFlush_IsKnownWhileItRuns()
    {
        string python = Requirement.Need(Requirement.Program("python3"), "python3 is missing.");
        var monitor = new RecordingMonitor { IsStopped = m => !m.Values.IsEmpty };

        Run(monitor, $"exec {python} -c 'import time; print(\"{{\\\"loss\\\": 1}}\"); time.sleep(1000)'");

        Assert.Equal([(1, "loss", 1)], monitor.Values);
    }

    [SkippableFact]
    public void Run_Stopped_IsAskedToEndAndItsLastWordsCount()
    {
        var monitor = new RecordingMonitor { StopsAfter = 2 };

        Run(monitor, """
            trap 'echo "{\"epoch\": 3, \"loss\": 1}"; exit 1' TERM
            echo '{"epoch": 1, "loss": 3}'; echo '{"epoch": 2, "loss": 2}'
            while :; do sleep 0.05; done
            """);

        Assert.Equal([(1, "loss", 3), (2, "loss", 2), (3, "loss", 1)], monitor.Values);
    }

    [SkippableFact]
    public void Run_Timeout_IsAFailure()
    {
        TrialResult result = Run(
            new RecordingMonitor(), "sleep 1000", run: new RunSettings { Timeout = TimeSpan.FromSeconds(0.5) });

        Assert.Equal(
            (true, "it had not ended after its timeout of 0.5s; a longer timeout in run gives it more"),
            (result.IsFailure, result.Reason));
    }

    [SkippableFact]
    public void Run_ExitCode_IsAFailureWithTheLastLineOfItsError()
    {
        TrialResult result = Run(new RecordingMonitor(), "echo before; echo Traceback >&2; echo 'ValueError: lr' >&2; exit 3");

        Assert.Equal((true, "exit code 3: ValueError: lr"), (result.IsFailure, result.Reason));
        TrialAttachment end = Assert.Single(result.Attachments);
        Assert.Equal(ProgramOutput.AttachmentName, end.Name);
        Assert.Equal(
            ["Traceback", "ValueError: lr", "before"],
            Encoding.UTF8.GetString(end.Content.Span).Trim().Split('\n').Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void Run_NothingReported_IsAFailure() =>
        Assert.Equal("nothing was reported", Run(new RecordingMonitor(), "echo hello").Reason);

    [SkippableFact]
    public void Run_CannotBeStarted_ThrowsWithTheReason()
    {
        using ProgramTrialRunner runner = Runner((_, _) => Invocation("no-such-program"));

        var failure = Assert.Throws<ProgramStartException>(() => runner.Run(Trial(1), new RecordingMonitor()));

        Assert.Equal("the program 'no-such-program' was not found on the PATH", failure.Message);
    }

    [SkippableFact]
    public void Run_Output_IsInItsLog()
    {
        Run(new RecordingMonitor(), "yes | head -c 100000; echo end", run: new RunSettings { OutputLimit = 2048 });

        string log = File.ReadAllText(_folder.File("trials/1/output.log"));
        Assert.InRange(log.Length, 2048, 2200);
        Assert.StartsWith("y\ny\n", log, StringComparison.Ordinal);
        Assert.Contains("bytes are left out here", log, StringComparison.Ordinal);
        Assert.EndsWith("y\nend\n", log, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_Again_HasTheSameCheckpointAndTheNextAttempt()
    {
        const string Script =
            """
            echo $ATTEMPT; ls "$CHECKPOINT"; touch "$CHECKPOINT/state-$ATTEMPT"
            echo "{\"loss\": $ATTEMPT}" >> "$METRICS"; exit 1
            """;
        var third = new RecordingMonitor { Attempt = 3 };

        Run(new RecordingMonitor(), Script);
        Run(new RecordingMonitor { Attempt = 2 }, Script);
        Run(third, Script);

        Assert.Equal("1\n", File.ReadAllText(_folder.File("trials/1/output.1.log")));
        Assert.Equal("2\nstate-1\n", File.ReadAllText(_folder.File("trials/1/output.2.log")));
        Assert.Equal("3\nstate-1\nstate-2\n", File.ReadAllText(_folder.File("trials/1/output.log")));
        Assert.Equal([(1, "loss", 3)], third.Values);
    }

    [SkippableFact]
    public void Run_FirstAttempt_FindsNothingOfAnotherSweep()
    {
        _folder.Write("trials/1/checkpoint/state", "of another");
        _folder.Write("trials/1/output.log", "of another");

        Run(new RecordingMonitor(), """echo $ATTEMPT; ls "$CHECKPOINT" """);

        Assert.Equal("1\n", File.ReadAllText(_folder.File("trials/1/output.log")));
    }

    [SkippableTheory]
    [InlineData(WorkingDirectory.Here)]
    [InlineData(WorkingDirectory.Trial)]
    public void Run_WorkingDirectory_IsTheOneAskedFor(WorkingDirectory directory)
    {
        Run(new RecordingMonitor(), "pwd -P", run: new RunSettings { WorkingDirectory = directory });

        string expected = directory == WorkingDirectory.Here ? _folder.Root : _folder.File("trials/1");
        Assert.EndsWith(expected + "\n", File.ReadAllText(_folder.File("trials/1/output.log")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_Renamed_HasTheNewName()
    {
        var monitor = new RecordingMonitor();

        Run(
            monitor,
            """echo '{"val_acc": 1}'""",
            reports: new ReportSettings
            {
                Names = ImmutableDictionary<string, string>.Empty.Add("val_acc", "val/accuracy"),
            });

        Assert.Equal([(1, "val/accuracy", 1)], monitor.Values);
    }

    [SkippableFact]
    public void Run_OutputIsNotToBeRead_HasNoMetrics()
    {
        var monitor = new RecordingMonitor();

        Run(monitor, """echo '{"loss": 1}'""", reports: new ReportSettings { Output = OutputReading.Off });

        Assert.Empty(monitor.Values);
    }

    [SkippableFact]
    public void Run_TooManyNames_DropsThemWithOneMessage()
    {
        var monitor = new RecordingMonitor();

        Run(monitor, """i=0; while [ $i -lt 510 ]; do echo "{\"step\": 1, \"m$i\": 1}"; i=$((i+1)); done""");

        Assert.Equal(500, monitor.Values.Count);
        Assert.Equal("more than 500 metrics; values of further names are dropped", Assert.Single(monitor.Notes));
    }

    [SkippableFact]
    public async Task Run_Gpus_AreEachOfOneTrialAtATime()
    {
        var slots = new GpuSlots(["0", "3"]);
        using ProgramTrialRunner runner = Runner(
            (_, place) => Invocation(
                "/bin/sh",
                "-c",
                """mkdir "$1/$2" || exit 9; sleep 0.05; rmdir "$1/$2"; echo '{"step": 1, "loss": '$2'}'""",
                "sh",
                _folder.Root,
                place.Gpus!),
            new RunSettings { Gpus = 1 },
            gpus: slots);
        var monitor = new RecordingMonitor();

        TrialResult[] results = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(i => Task.Run(() => runner.Run(Trial(i), monitor))));

        Assert.All(results, r => Assert.False(r.IsFailure, r.Reason));
        Assert.All(monitor.Values, v => Assert.Contains(v.Value, new double[] { 0, 3 }));
    }

    private TrialResult Run(RecordingMonitor monitor, string script, RunSettings? run = null, ReportSettings? reports = null)
    {
        using ProgramTrialRunner runner = Runner(
            (_, place) => Invocation("/bin/sh", "-c", script) with
            {
                Environment =
                [
                    new("METRICS", place.MetricsFile), new("CHECKPOINT", place.CheckpointFolder),
                    new("ATTEMPT", $"{place.Attempt}"),
                ],
            },
            run,
            reports);
        return runner.Run(Trial(1), monitor);
    }

    private ProgramTrialRunner Runner(
        Func<Trial, InvocationPlace, Invocation> invoke, RunSettings? run = null, ReportSettings? reports = null,
        GpuSlots? gpus = null) =>
        new(
            invoke,
            run ?? RunSettings.Default,
            reports ?? ReportSettings.Default,
            new TrialSurroundings { Sweep = new SweepReference("sweep", 1), Folder = _folder.Root, CoresPerTrial = 1,
                WorkingDirectory = _folder.Root },
            gpus,
            TimeProvider.System);

    private static Invocation Invocation(params ImmutableArray<string> arguments) =>
        new() { Arguments = arguments, Environment = [], Files = [] };

    private static Trial Trial(int number) => new()
    {
        Number = number,
        Repeat = 1,
        Identity = TrialIdentity.Of(HyperparameterValues.Empty, number),
        Seed = number,
        Values = HyperparameterValues.Empty,
        PlannedEpochs = 1,
    };
}
