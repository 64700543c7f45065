using System.CommandLine;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Clusters.Heads;
using Sweeper.Experiments;
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
        var run = new RecordedClusterRun(_context, arguments.GetValue(_results)!, arguments.Tokens.Select(t => t.Value));
        (SweepReference sweep, SweepResult result, int trials) = run.Run(
            reader => SweepLookup.Find(reader, arguments.GetValue(_sweep)!),
            new ClusterOptions { Settings = ClusterSettings.Default, Command = [] },
            cluster: null);
        _context.Messages.Profile.Out.Writer.WriteLine(
            $"{sweep}: {RunConclusion.Trials(result.States.Count(s => s.IsDone()))} of {RunConclusion.Trials(trials)} done.");
        return ExitCode.Done;
    }
}
