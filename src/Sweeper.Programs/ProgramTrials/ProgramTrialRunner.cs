using System.Collections.Immutable;
using Sweeper.Experiments.Prepared;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Processes;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.ProgramTrials;

/// <summary>Carries out trials by running a program for each.</summary>
/// <param name="invoke">What starts an attempt of a trial.</param>
/// <param name="run">How programs are started and ended.</param>
/// <param name="reports">Where their metrics are read.</param>
/// <param name="surroundings">What the run gives to all of them.</param>
/// <param name="gpus">Hands out graphics processors; null where trials ask for none.</param>
/// <param name="time">Measures epochs and time limits.</param>
public sealed class ProgramTrialRunner(
    Func<Trial, InvocationPlace, Invocation> invoke,
    RunSettings run,
    ReportSettings reports,
    TrialSurroundings surroundings,
    GpuSlots? gpus,
    TimeProvider time) : ITrialRunner, IDisposable
{
    private readonly ProgramGuard _guard = new();

    public bool ResumesByItself => true;

    public TrialResult Run(Trial trial, ITrialMonitor monitor)
    {
        var folder = TrialFolder.Prepare(surroundings.Folder, trial.Number, monitor.Attempt);
        ImmutableArray<string>? handed = gpus?.Take(run.Gpus);
        try
        {
            Invocation invocation = invoke(trial, new InvocationPlace
            {
                Sweep = surroundings.Sweep.ToString(),
                TrialFolder = folder.Path,
                CheckpointFolder = folder.Checkpoint,
                MetricsFile = folder.Metrics,
                Attempt = monitor.Attempt,
                Gpus = handed is { } names ? string.Join(',', names) : null,
            });
            bool isInTrial = run.WorkingDirectory == WorkingDirectory.Trial;
            string workingDirectory = isInTrial ? folder.Path : surroundings.WorkingDirectory;
            using var attempt = new ProgramAttempt(run, reports, folder, workingDirectory, monitor, time);
            return attempt.Run(invocation, _guard);
        }
        finally
        {
            if (handed is { } taken)
                gpus!.Release(taken);
        }
    }

    /// <summary>Ends what is left of programs.</summary>
    public void Dispose() => _guard.Dispose();
}
