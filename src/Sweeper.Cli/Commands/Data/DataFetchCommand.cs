using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Outputs;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Terminals;
using Sweeper.Datasets;
using Sweeper.Datasets.Published;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Cli.Commands.Data;

/// <summary>
/// <c>data fetch</c>: downloads the files of a dataset that are not there, or takes those that were brought by hand.
/// </summary>
internal sealed class DataFetchCommand : SweeperCommand
{
    private const string FromName = "--from";

    private readonly CommandContext _context;
    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Argument<string> _name;
    private readonly Option<string?> _from = new(FromName)
    {
        Description = "Take the files from a folder, or one file, that were brought by hand, and download nothing. They must be "
            + "the published ones.",
        HelpName = "DIR|FILE",
    };

    public DataFetchCommand(CommandContext context)
        : base("fetch", "Download the files of a dataset that are not there, from the first mirror that has the right ones.",
            "sweeper data fetch mnist")
    {
        _context = context;
        _name = new("NAME") { Description = $"The dataset: {string.Join(", ", context.Datasets.Select(d => d.Name))}." };
        Add(_name);
        Add(_from);
        Add(_data);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string name = arguments.GetValue(_name)!, folder = arguments.GetValue(_data)!;
        IDatasetSource source = _context.Datasets.FirstOrDefault(d => d.Name == name) ?? throw Unknown(name);
        var progress = new MessageProgress(_context.Messages.Profile.Out.Writer);
        int missing = DataListCommand.Files(source, folder).Count(f => f.State == PublishedFileState.Missing);
        try
        {
            if (arguments.GetValue(_from) is string from)
                missing = new BroughtFiles(source, from).CopyMissing(DataListCommand.Files(source, folder));
            else
                await source.FetchMissingAsync(folder, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (DatasetException e)
        {
            throw new SweeperException(e.Message, FailureKind.Environment, e);
        }

        PublishedFile[] files = DataListCommand.Files(source, folder);
        if (files.FirstOrDefault(f => f.State == PublishedFileState.Different) is PublishedFile different)
        {
            throw new SweeperException(
                $"{different.Path} is not the published file of {name}, or is damaged; move it away, and the same command "
                    + "fetches it", FailureKind.Environment);
        }

        string what = missing == 0
            ? "nothing was missing"
            : string.Create(CultureInfo.InvariantCulture, $"{missing} of {files.Length} files fetched");
        _context.Output.Profile.Out.Writer.WriteLine(
            $"{name}: {what}, {Checked(files)}, in {Path.GetDirectoryName(files[0].Path)}");
        return ExitCode.Done;
    }

    private static string Checked(PublishedFile[] files)
    {
        int unverified = files.Count(f => f.State == PublishedFileState.Unverified);
        return unverified == 0
            ? "all have the published checksums"
            : string.Create(CultureInfo.InvariantCulture, $"{unverified} lie unpacked, of which no checksum is published");
    }

    private SweeperException Unknown(string name)
    {
        string[] known = [.. _context.Datasets.Select(d => d.Name)];
        return new SweeperException(
            $"there is no dataset '{name}' to fetch{NearestName.Hint(name, known, "dataset")}", FailureKind.Input);
    }
}
