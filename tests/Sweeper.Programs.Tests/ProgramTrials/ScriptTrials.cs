using System.Collections.Immutable;
using Sweeper.Experiments.Prepared;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Processes;
using Sweeper.Programs.ProgramTrials;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Tests.ProgramTrials;

/// <summary>Trials that are scripts of a shell, in a temporary folder.</summary>
internal sealed class ScriptTrials : IDisposable
{
    public ScriptTrials() => Skip.If(OperatingSystem.IsWindows(), "There is no 'sh'.");

    public TemporaryFolder Folder { get; } = new();

    public void Dispose() => Folder.Dispose();

    public TrialResult Run(RecordingMonitor monitor, string script, RunSettings? run = null, ReportSettings? reports = null)
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

    public ProgramTrialRunner Runner(
        Func<Trial, InvocationPlace, Invocation> invoke, RunSettings? run = null, ReportSettings? reports = null,
        GpuSlots? gpus = null) =>
        new(
            invoke,
            run ?? RunSettings.Default,
            reports ?? ReportSettings.Default,
            new TrialSurroundings { Sweep = new SweepReference("sweep", 1), Folder = Folder.Root, CoresPerTrial = 1,
                WorkingDirectory = Folder.Root },
            gpus,
            TimeProvider.System);

    public static Invocation Invocation(params ImmutableArray<string> arguments) =>
        new() { Arguments = arguments, Environment = [], Files = [] };

    public static Trial Trial(int number) => new()
    {
        Number = number,
        Repeat = 1,
        Identity = TrialIdentity.Of(HyperparameterValues.Empty, number),
        Seed = number,
        Values = HyperparameterValues.Empty,
        PlannedEpochs = 1,
    };
}
