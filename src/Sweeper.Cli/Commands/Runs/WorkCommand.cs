using System.CommandLine;
using System.Runtime.InteropServices;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Work;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Prepared;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands.Runs;

/// <summary><c>work</c>: what a task on a cluster runs; not meant for people.</summary>
internal sealed class WorkCommand : SweeperCommand
{
    // Slurm sends it some time before a task's time is over.
    private const PosixSignal UserSignal2 = (PosixSignal)12;

    private readonly CommandContext _context;
    private readonly Argument<string> _folder = new("FOLDER") { Description = "The folder that the run and its tasks share." };
    private readonly Argument<int> _submission = new("SUBMISSION") { Description = "The submission that the task is of." };

    public WorkCommand(CommandContext context)
        : base(
            "work",
            "Train the trials of a task on a cluster; started by run --on slurm.",
            "sweeper work results/quickstart/cluster 1")
    {
        _context = context;
        Hidden = true;
        Add(_folder);
        Add(_submission);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        // Before anything else: unhandled, each of these ends the process.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        PosixSignal[] signals = OperatingSystem.IsWindows()
            ? [PosixSignal.SIGINT, PosixSignal.SIGTERM]
            : [PosixSignal.SIGINT, PosixSignal.SIGTERM, UserSignal2];
        PosixSignalRegistration[] registrations = [.. signals.Select(s => PosixSignalRegistration.Create(s, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        }))];
        try
        {
            await WorkAsync(
                new ClusterFolder(Path.GetFullPath(arguments.GetValue(_folder)!)), arguments.GetValue(_submission), stop.Token)
                .ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        finally
        {
            foreach (PosixSignalRegistration registration in registrations)
                registration.Dispose();
        }
    }

    private async Task WorkAsync(ClusterFolder folder, int submission, CancellationToken stop)
    {
        ClusterSweep sweep = ClusterSweep.Find(folder)
            ?? throw new SweeperException($"there is no sweep in '{folder.Path}'", FailureKind.Environment);
        TextWriter log = _context.Messages.Profile.Out.Writer;
        var task = new ClusterTask(folder, sweep, TaskPlace.OfSlurm(submission), _context.Time, log.WriteLine);
        task.Mark();
        Experiment experiment = TrialKinds.Loader.Load(sweep.Text, sweep.File, sweep.Settings).Experiment
            ?? throw new SweeperException(
                "the experiment is not valid for this version of Sweeper; run and its tasks must be of one version",
                FailureKind.Environment);
        var context = new PreparationContext(sweep.Data, new MessageProgress(log), _context.Time);
        IPreparedExperiment prepared = await TrialKinds.PreparationOf(experiment).PrepareAsync(experiment, context, stop)
            .ConfigureAwait(false);
        SweepPlan plan = prepared.Identify(SweepPlanner.Plan(experiment));
        Compare(sweep, plan);
        ITrialRunner runner = prepared.CreateRunner(new TrialSurroundings
        {
            Sweep = sweep.Reference(),
            Folder = Path.GetDirectoryName(folder.Path)!,
            CoresPerTrial = prepared.SharesCores ? Environment.ProcessorCount : 1,
            WorkingDirectory = sweep.WorkingDirectory,
        });
        using var ending = runner as IDisposable;
        try
        {
            task.Run(plan, runner, stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw folder.Failure(e);
        }
    }

    // Results of other data are none of the sweep's.
    private static void Compare(ClusterSweep sweep, SweepPlan plan)
    {
        foreach ((string name, string text) in plan.Facts.Where(f => f.Key != TrialSurroundings.WorkingDirectoryFact))
        {
            string? expected = sweep.Facts.FirstOrDefault(f => f.Key == name).Value;
            if (expected != text)
                throw new SweeperException(
                    $"{name} is '{text}' on {Environment.MachineName}, and '{expected}' where the sweep was started",
                    FailureKind.Environment);
        }
    }
}
