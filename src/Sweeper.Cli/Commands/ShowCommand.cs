using System.CommandLine;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Storage.Files;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>show</c>: everything known of a sweep or a trial.</summary>
internal sealed class ShowCommand : SweeperCommand
{
    private const int OutputLines = 20;

    private readonly CommandContext _context;
    private readonly Argument<string> _what = new("SWEEP[/TRIAL]")
    {
        Description = "A sweep, or one of its trials, such as quickstart/7 or quickstart#2/7.",
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public ShowCommand(CommandContext context)
        : base("show", "Show everything known of a sweep or a trial.", "sweeper show quickstart/7")
    {
        _context = context;
        Add(_what);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string results = arguments.GetValue(_results)!;
        using var reader = SqliteSweepReader.Open(results);
        (SweepRecord sweep, TrialDetails? trial) = SweepLookup.FindTrial(reader, arguments.GetValue(_what)!);
        FactSheet sheet = trial is null
            ? SweepSheet.Of(sweep, reader.ReadEnvironments(sweep), new ResultsFolder(results).SweepFolder(sweep.Reference))
            : TrialSheet.Of(sweep, trial);
        if (trial is not null
            && reader.ReadAttachment(sweep, trial.Selected.Trial.Number, ProgramOutput.AttachmentName) is byte[] output)
            sheet.Add("output", "end", string.Join('\n', ProgramOutput.LastLines(output, OutputLines)));
        sheet.Write(arguments.GetValue(_format), _context.Output);
        return ExitCode.Done;
    }
}
