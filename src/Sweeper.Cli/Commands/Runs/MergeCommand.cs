using System.CommandLine;
using Sweeper.Cli.Machine;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Heads;
using Sweeper.Experiments;
using Sweeper.Experiments.Recorded;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Commands.Runs;

/// <summary><c>merge</c>: records what tasks on a cluster have reported, without the cluster.</summary>
internal sealed class MergeCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Option<string> _results = SharedOptions.Results();

    public MergeCommand(CommandContext context)
        : base(
            "merge",
            "Record what tasks on a cluster have reported so far, without asking the cluster.",
            "sweeper merge quickstart")
    {
        _context = context;
        Add(_sweep);
        Add(_results);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string results = arguments.GetValue(_results)!;
        TextWriter messages = _context.Messages.Profile.Out.Writer;
        using var store = SqliteSweepStore.Open(results, _context.Time);
        SweepPlan plan;
        using (var reader = SqliteSweepReader.Open(results))
        {
            SweepRecord record = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
            Experiment experiment = RecordedExperiment.Of(record, TrialKinds.Loader);
            if (reader.FindSweep(record.Reference.Name, number: null)!.Reference != record.Reference)
                throw new SweeperException(
                    $"'{record.Reference}' is not the last sweep of its name, and only that one is carried on",
                    FailureKind.Input);
            plan = Continuation.Of(experiment, p => p with { Facts = record.Facts, Fingerprint = record.Fingerprint }, reader, TrialKinds.Loader).Plan;
        }

        ISweepJournal journal = store.Open(
            plan, MachineDescription.Capture([.. arguments.Tokens.Select(t => t.Value)], 1, _context.Time.GetUtcNow()), fresh: false);
        var folder = ClusterFolder.Of(Path.Combine(results, journal.Reference.FolderName));
        ClusterSweep sweep = ClusterSweep.Find(folder)
            ?? throw new SweeperException(
                $"'{journal.Reference}' has trained nothing on a cluster: there is no '{folder.Path}'", FailureKind.Input);
        var progress = new SweepProgress(plan, journal.InitialStates, best: null);
        var head = new ClusterHead(
            folder, sweep, new ClusterOptions { Settings = ClusterSettings.Default, Command = [] }, cluster: null, _context.Time, messages.WriteLine);
        SweepResult result = new PlainProgress(plan, progress, messages).During(() =>
            new SweepRunner(new NoRunner(), progress, _context.Time).RunElsewhere(plan, journal, head.Run, CancellationToken.None));
        int done = result.States.Count(s => s.IsDone());
        messages.WriteLine($"{journal.Reference}: {RunConclusion.Trials(done)} of {RunConclusion.Trials(plan.TrialCount ?? result.States.Length)} done.");
        return ExitCode.Done;
    }

    private sealed class NoRunner : ITrialRunner
    {
        public TrialResult Run(Trial trial, ITrialMonitor monitor) =>
            throw new NotSupportedException("Nothing is trained here.");
    }
}
