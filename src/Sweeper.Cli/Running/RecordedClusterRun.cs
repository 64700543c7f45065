using Sweeper.Cli.Machine;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Terminals;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Heads;
using Sweeper.Clusters.Slurm;
using Sweeper.Experiments;
using Sweeper.Experiments.Recorded;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Running;

/// <summary>
/// Looks after a recorded sweep whose trials train on a cluster without its experiment file, and without training more of it.
/// </summary>
/// <param name="context">The console and the clock.</param>
/// <param name="results">The results folder.</param>
/// <param name="arguments">The command line, for the record.</param>
internal sealed class RecordedClusterRun(CommandContext context, string results, IEnumerable<string> arguments)
{
    /// <summary>Brings together what tasks reported.</summary>
    /// <param name="find">Finds the sweep that was named.</param>
    /// <param name="options">How.</param>
    /// <param name="cluster">The cluster; null to leave it alone.</param>
    /// <param name="begun">Comes when requests to the sweep are heard.</param>
    /// <returns>The sweep, how many trials it has, and what it came to.</returns>
    /// <exception cref="SweeperException">Another process has the results folder, or there is no such sweep.</exception>
    public (SweepReference Sweep, SweepResult Result, int Trials) Run(
        Func<ISweepReader, SweepRecord> find, ClusterOptions options, SlurmCluster? cluster, Action? begun = null)
    {
        TextWriter messages = context.Messages.Profile.Out.Writer;
        using var store = SqliteSweepStore.Open(results, context.Time);
        SweepPlan plan = Plan(find);
        ISweepJournal journal = store.Open(
            plan, MachineDescription.Capture([.. arguments], 1, context.Time.GetUtcNow()), fresh: false);
        var folder = ClusterFolder.Of(Path.Combine(results, journal.Reference.FolderName));
        ClusterSweep sweep = ClusterSweep.Find(folder)
            ?? throw new SweeperException(
                $"'{journal.Reference}' has trained nothing on a cluster: there is no '{folder.Path}'", FailureKind.Input);
        var progress = new SweepProgress(plan, journal.InitialStates, best: null);
        var head = new ClusterHead(folder, sweep, options, cluster, context.Time, messages.WriteLine);
        SweepResult result = new PlainProgress(plan, progress, messages).During(() =>
            new SweepRunner(new NoRunner(), progress, context.Time).RunElsewhere(
                plan,
                journal,
                desk =>
                {
                    begun?.Invoke();
                    head.Run(desk);
                },
                CancellationToken.None));
        return (journal.Reference, result, plan.TrialCount ?? result.States.Length);
    }

    private SweepPlan Plan(Func<ISweepReader, SweepRecord> find)
    {
        using var reader = SqliteSweepReader.Open(results);
        SweepRecord record = find(reader);
        Experiment experiment = RecordedExperiment.Of(record, TrialKinds.Loader);
        if (reader.FindSweep(record.Reference.Name, number: null)!.Reference != record.Reference)
            throw new SweeperException(
                $"'{record.Reference}' is not the last sweep of its name, and only that one is carried on", FailureKind.Input);
        return Continuation.Of(
            experiment, p => p with { Facts = record.Facts, Fingerprint = record.Fingerprint }, reader, TrialKinds.Loader).Plan;
    }

    private sealed class NoRunner : ITrialRunner
    {
        public TrialResult Run(Trial trial, ITrialMonitor monitor) =>
            throw new NotSupportedException("Nothing is trained here.");
    }
}
