using System.CommandLine;
using Sweeper.Reporting;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>report</c>: the HTML report of a sweep.</summary>
internal sealed class ReportCommand : SweeperCommand
{
    /// <summary>The name of the report in a sweep's folder.</summary>
    public const string FileName = "report.html";

    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Option<string?> _output = new("--output") { Description = "Where to write it. Default: report.html in the sweep's folder.", HelpName = "FILE" };
    private readonly Option<string> _results = SharedOptions.Results();

    public ReportCommand(CommandContext context)
        : base("report", "Write the HTML report of a sweep.", "sweeper report quickstart --output quickstart.html")
    {
        _context = context;
        Add(_sweep);
        Add(_output);
        Add(_results);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string results = arguments.GetValue(_results)!;
        using var reader = SqliteSweepReader.Open(results);
        SweepRecord sweep = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
        string path = arguments.GetValue(_output) ?? Path.Combine(results, sweep.Reference.FolderName, FileName);
        await new SweepReport(reader).WriteAsync(sweep, path).ConfigureAwait(false);
        _context.Output.Profile.Out.Writer.WriteLine(path);
        return ExitCode.Done;
    }
}
