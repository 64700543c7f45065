using System.Collections.Immutable;
using Sweeper.Programs.Processes;
using Sweeper.Programs.ProgramTrials;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Tests.ProgramTrials;

/// <summary>What is read of programs, and where they run.</summary>
public sealed class ProgramTrialRunnerTests : IDisposable
{
    private readonly ScriptTrials _trials = new();

    public void Dispose() => _trials.Dispose();

    [SkippableFact]
    public void Run_JsonLines_AreEpochs()
    {
        var monitor = new RecordingMonitor();

        TrialResult result = _trials.Run(
            monitor, """echo '{"epoch": 1, "loss": 0.5}'; echo '{"epoch": 2, "loss": 0.25, "acc": 0.75}' >&2""");

        Assert.Equal((false, "exit code 0"), (result.IsFailure, result.Reason));
        Assert.Equal([(1, "loss", 0.5), (2, "acc", 0.75), (2, "loss", 0.25)], monitor.Values.Order());
    }

    [SkippableFact]
    public void Run_ValuesWithoutStep_AreCounted()
    {
        var monitor = new RecordingMonitor();

        _trials.Run(
            monitor,
            """echo '{"loss": 3}'; echo '{"acc": 1}'; echo '{"loss": 2}'; echo '{"step": 9, "loss": 4}'; echo '{"loss": 1}'""");

        Assert.Equal([(1, "acc", 1), (1, "loss", 3), (2, "loss", 2), (9, "loss", 4), (10, "loss", 1)], monitor.Values.Order());
    }

    [SkippableFact]
    public void Run_LaterValueOfAStep_Counts()
    {
        var monitor = new RecordingMonitor();

        _trials.Run(monitor, """echo '{"step": 1, "loss": 3}'; echo '{"step": 1, "loss": 2}'""");

        Assert.Equal((1, "loss", 2), monitor.Values.Last());
    }

    [SkippableFact]
    public void Run_MetricsFile_IsReadWhileItRuns()
    {
        var monitor = new RecordingMonitor { IsStopped = m => !m.Values.IsEmpty };

        _trials.Run(monitor, """echo '{"epoch": 1, "loss": 0.5}' >> "$METRICS"; sleep 1000""");

        Assert.Equal([(1, "loss", 0.5)], monitor.Values);
    }

    [SkippableFact]
    public void Run_Printed_IsKnownWhileItRuns()
    {
        var monitor = new RecordingMonitor { IsStopped = m => !m.Values.IsEmpty };

        _trials.Run(monitor, """echo '{"epoch": 1, "loss": 0.5}'; sleep 1000""");

        Assert.Equal([(1, "loss", 0.5)], monitor.Values);
    }

    [SkippableFact]
    public void Run_PythonThatDoesNotFlush_IsKnownWhileItRuns()
    {
        string python = Requirement.Need(Requirement.Program("python3"), "python3 is missing.");
        var monitor = new RecordingMonitor { IsStopped = m => !m.Values.IsEmpty };

        _trials.Run(monitor, $"exec {python} -c 'import time; print(\"{{\\\"loss\\\": 1}}\"); time.sleep(1000)'");

        Assert.Equal([(1, "loss", 1)], monitor.Values);
    }

    [SkippableFact]
    public void Run_Output_IsInItsLog()
    {
        _trials.Run(new RecordingMonitor(), "yes | head -c 100000; echo end", run: new RunSettings { OutputLimit = 2048 });

        string log = File.ReadAllText(_trials.Folder.File("trials/1/output.log"));
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

        _trials.Run(new RecordingMonitor(), Script);
        _trials.Run(new RecordingMonitor { Attempt = 2 }, Script);
        _trials.Run(third, Script);

        Assert.Equal("1\n", File.ReadAllText(_trials.Folder.File("trials/1/output.1.log")));
        Assert.Equal("2\nstate-1\n", File.ReadAllText(_trials.Folder.File("trials/1/output.2.log")));
        Assert.Equal("3\nstate-1\nstate-2\n", File.ReadAllText(_trials.Folder.File("trials/1/output.log")));
        Assert.Equal([(1, "loss", 3)], third.Values);
    }

    [SkippableFact]
    public void Run_FirstAttempt_FindsNothingOfAnotherSweep()
    {
        _trials.Folder.Write("trials/1/checkpoint/state", "of another");
        _trials.Folder.Write("trials/1/output.log", "of another");

        _trials.Run(new RecordingMonitor(), """echo $ATTEMPT; ls "$CHECKPOINT" """);

        Assert.Equal("1\n", File.ReadAllText(_trials.Folder.File("trials/1/output.log")));
    }

    [SkippableTheory]
    [InlineData(WorkingDirectory.Here)]
    [InlineData(WorkingDirectory.Trial)]
    public void Run_WorkingDirectory_IsTheOneAskedFor(WorkingDirectory directory)
    {
        _trials.Run(new RecordingMonitor(), "pwd -P", run: new RunSettings { WorkingDirectory = directory });

        string expected = directory == WorkingDirectory.Here ? _trials.Folder.Root : _trials.Folder.File("trials/1");
        Assert.EndsWith(expected + "\n", File.ReadAllText(_trials.Folder.File("trials/1/output.log")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_Renamed_HasTheNewName()
    {
        var monitor = new RecordingMonitor();

        _trials.Run(
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

        _trials.Run(monitor, """echo '{"loss": 1}'""", reports: new ReportSettings { Output = OutputReading.Off });

        Assert.Empty(monitor.Values);
    }

    [SkippableFact]
    public void Run_TooManyNames_DropsThemWithOneMessage()
    {
        var monitor = new RecordingMonitor();

        _trials.Run(monitor, """i=0; while [ $i -lt 510 ]; do echo "{\"step\": 1, \"m$i\": 1}"; i=$((i+1)); done""");

        Assert.Equal(500, monitor.Values.Count);
        Assert.Equal("more than 500 metrics; values of further names are dropped", Assert.Single(monitor.Notes));
    }

    [SkippableFact]
    public async Task Run_Gpus_AreEachOfOneTrialAtATime()
    {
        var slots = new GpuSlots(["0", "3"]);
        using ProgramTrialRunner runner = _trials.Runner(
            (_, place) => ScriptTrials.Invocation(
                "/bin/sh",
                "-c",
                """mkdir "$1/$2" || exit 9; sleep 0.05; rmdir "$1/$2"; echo '{"step": 1, "loss": '$2'}'""",
                "sh",
                _trials.Folder.Root,
                place.Gpus!),
            new RunSettings { Gpus = 1 },
            gpus: slots);
        var monitor = new RecordingMonitor();

        TrialResult[] results = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(i => Task.Run(() => runner.Run(ScriptTrials.Trial(i), monitor))));

        Assert.All(results, r => Assert.False(r.IsFailure, r.Reason));
        Assert.All(monitor.Values, v => Assert.Contains(v.Value, new double[] { 0, 3 }));
    }
}
