using System.CommandLine;
using Sweeper.Cli.Outputs;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Reporting;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>report</c>: the HTML report of a sweep, or a comparison of several.</summary>
internal sealed class ReportCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string[]> _sweeps = new("SWEEP")
    {
        Description =
            "Name of a sweep (the latest of that name), or name#2 for the second one. Several are compared on one page.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Where to write it. Default: report.html in the sweep's folder; of several sweeps, compare-A-B.html in "
            + "the results folder.",
        HelpName = "FILE",
    };

    private readonly Option<string> _results = SharedOptions.Results();

    public ReportCommand(CommandContext context)
        : base(
            "report",
            "Write the HTML report of a sweep, or a comparison of several.",
            "sweeper report quickstart --output quickstart.html")
    {
        _context = context;
        Add(_sweeps);
        Add(_output);
        Add(_results);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string results = arguments.GetValue(_results)!;
        using var reader = SqliteSweepReader.Open(results);
        SweepRecord[] sweeps = [.. arguments.GetValue(_sweeps)!.Select(s => SweepLookup.Find(reader, s)).DistinctBy(s => s.Id)];
        string path = arguments.GetValue(_output) ?? DefaultPath(results, sweeps);
        OutputPath.Check(path, results);
        if (sweeps.Length == 1)
            await new SweepReport(reader, TrialKinds.Classifiers(reader), TrialKinds.Searches(reader))
                .WriteAsync(sweeps[0], path).ConfigureAwait(false);
        else
            await new SweepComparison(reader).WriteAsync(sweeps, path).ConfigureAwait(false);
        _context.Output.Profile.Out.Writer.WriteLine(path);
        return ExitCode.Done;
    }

    private static string DefaultPath(string results, SweepRecord[] sweeps)
    {
        if (sweeps.Length == 1)
            return Path.Combine(results, sweeps[0].Reference.FolderName, SweepReport.FileName);
        string names = string.Join('-', sweeps.Take(2).Select(s => s.Reference.FolderName));
        string more = sweeps.Length == 2 ? "" : FormattableString.Invariant($"-and-{sweeps.Length - 2}-more");
        return Path.Combine(results, $"compare-{names}{more}.html");
    }
}
