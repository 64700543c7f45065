using System.CommandLine;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Datasets;
using Sweeper.Datasets.Published;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Commands.Data;

/// <summary>
/// <c>data list</c>: the files of the datasets that can be fetched, where they lie, and whether they are the right ones.
/// </summary>
internal sealed class DataListCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public DataListCommand(CommandContext context)
        : base("list", "List the datasets that can be fetched: their files, where they lie, their checksums.",
            "sweeper data list --format json")
    {
        _context = context;
        Add(_data);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string folder = arguments.GetValue(_data)!;
        var table = new ResultTable(
            [
                new("dataset"), new("file"), new("state"), new("sha256") { Dispensability = 2 },
                new("sha256_of") { Dispensability = 3 },
                new("path") { Dispensability = 1 },
            ],
            [.. _context.Datasets.SelectMany(source => Files(source, folder).Select(file => Row(source, file)))])
        {
            Note = "sweeper data fetch NAME downloads what is missing. The dataset digits needs no files: it is drawn from its "
                + "seed.",
        };
        TableWriter.Write(table, arguments.GetValue(_format), _context.Output);
        return ExitCode.Done;
    }

    /// <summary>The files of a dataset.</summary>
    /// <exception cref="SweeperException">One cannot be read.</exception>
    public static PublishedFile[] Files(IDatasetSource source, string folder)
    {
        try
        {
            return [.. source.Inspect(folder)];
        }
        catch (DatasetException e)
        {
            throw new SweeperException(e.Message, FailureKind.Environment, e);
        }
    }

    private static object?[] Row(IDatasetSource source, PublishedFile file) =>
    [
        source.Name, file.File.Name, file.State.ToString().ToLowerInvariant(), file.File.Sha256 ?? file.File.PackedSha256,
        file.File.Sha256 is not null ? "content" : file.File.PackedSha256 is not null ? "gzip" : null, file.Path,
    ];
}
