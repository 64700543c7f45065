using System.Collections.Immutable;
using Sweeper.Cli.Terminals;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Heads;
using Sweeper.Clusters.Slurm;
using Sweeper.Experiments;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Running;

/// <summary>A run whose trials train on a cluster.</summary>
internal sealed class ClusterRun
{
    /// <summary>What a wish to stop does, as a sentence without a full stop.</summary>
    public const string Stopping = "the tasks on the cluster go on, and the same command follows them again";

    // Whoever submits may have no graphics processor; what tasks ask for, Slurm hands out.
    public const string AnyGpus = "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15";

    private readonly Experiment _experiment;
    private readonly RunOptions _options;
    private readonly CommandContext _context;
    private readonly SlurmCluster _cluster;

    private ClusterRun(Experiment experiment, RunOptions options, CommandContext context, SlurmCluster cluster) =>
        (_experiment, _options, _context, _cluster) = (experiment, options, context, cluster);

    /// <summary>How many tasks there are at once, as far as anything says so.</summary>
    public int AtOnce => Settings.AtOnce ?? _options.Parallel ?? _experiment.Parallel ?? 10;

    private ClusterSettings Settings => _experiment.Cluster ?? ClusterSettings.Default;

    /// <summary>Finds the cluster, and looks whether it can do what is asked for; null where trials train here.</summary>
    /// <exception cref="Sweeps.SweeperException">It cannot.</exception>
    public static ClusterRun? Find(Experiment experiment, RunOptions options, CommandContext context)
    {
        if (!options.IsOnSlurm)
            return null;
        var run = new ClusterRun(experiment, options, context, SlurmCluster.Find());
        SlurmCluster.Check(run.Settings);
        return run;
    }

    /// <summary>Has the trials trained.</summary>
    public SweepResult Run(
        SweepRunner runner, SweepPlan plan, ISweepJournal journal, string workingDirectory, SweepHistory history,
        CancellationToken stop)
    {
        var folder = ClusterFolder.Of(Path.Combine(_options.Results, journal.Reference.FolderName));
        ClusterSweep sweep = Describe(folder, plan, journal.Reference, workingDirectory);
        var options = new ClusterOptions
        {
            Settings = _options.Parallel is int most ? Settings with { AtOnce = most } : Settings,
            Command = OwnCommand(),
            Retries = plan.Failures.Retries,
            MostProposed = AtOnce,
            IsDetached = _options.IsDetached,
        };
        var head = new ClusterHead(
            folder, sweep, options, _cluster, _context.Time, _context.Messages.Profile.Out.Writer.WriteLine);
        return runner.RunElsewhere(plan, journal, head.Run, stop, history);
    }

    private ClusterSweep Describe(ClusterFolder folder, SweepPlan plan, SweepReference reference, string workingDirectory)
    {
        ClusterSweep? earlier = ClusterSweep.Find(folder);
        string recorded = plan.RecordedFingerprint ?? plan.Fingerprint;
        if (earlier is not null && earlier.Fingerprint != recorded)
        {
            // Of a sweep that is not in the database any more.
            Directory.Delete(folder.Path, recursive: true);
            earlier = null;
        }

        folder.Create();
        var sweep = new ClusterSweep
        {
            Identity = earlier?.Identity ?? Guid.NewGuid().ToString("N")[..12],
            Name = reference.Name,
            Number = reference.Number,
            Text = _experiment.Text,
            File = _experiment.File,
            Settings = _experiment.Settings,
            Data = Path.GetFullPath(_options.Data),
            WorkingDirectory = workingDirectory,
            Fingerprint = recorded,
            Facts = plan.Facts,
        };
        sweep.Write(folder);
        return sweep;
    }

    // Started through dotnet, the program is this assembly.
    private static ImmutableArray<string> OwnCommand()
    {
        string program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, Path.Combine(AppContext.BaseDirectory, "sweeper.dll")]
            : [program];
    }
}
