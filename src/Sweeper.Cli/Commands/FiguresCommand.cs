using System.CommandLine;
using System.CommandLine.Parsing;
using Sweeper.Cli.Tables;
using Sweeper.Experiments.Training;
using Sweeper.Reporting;
using Sweeper.Reporting.Rendering;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>figures</c>: the charts of the report as files.</summary>
internal sealed class FiguresCommand : SweeperCommand
{
    /// <summary>The folder of the figures in a sweep's folder.</summary>
    public const string FolderName = "figures";

    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Option<string?> _output = new("--output")
    {
        Description = "The folder to write to; charts of the same names are replaced, other files stay. Default: figures in the sweep's folder.",
        HelpName = "DIR",
    };

    private readonly Option<PictureKind> _pictures = new("--pictures")
    {
        Description = "What the files are to be: svg, or png, which needs --charts scottplot. What ScottPlot does not draw is SVG in any case.",
        HelpName = "svg|png",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "svg" => PictureKind.Svg,
            "png" => PictureKind.Png,
            string other => Refuse(result, other),
        },
        DefaultValueFactory = _ => PictureKind.Svg,
    };

    private readonly Option<string> _charts = ChartChoice.Option();
    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public FiguresCommand(CommandContext context)
        : base("figures", "Write the report's charts as files, styled for print, and list them.", "sweeper figures quickstart --output paper/figures")
    {
        _context = context;
        Add(_sweep);
        Add(_output);
        Add(_pictures);
        Add(_charts);
        Add(_results);
        Add(_format);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        IChartRenderer renderer = ChartChoice.Renderer(arguments.GetValue(_charts)!);
        PictureKind kind = arguments.GetValue(_pictures);
        if (kind == PictureKind.Png && !renderer.Makes(PictureKind.Png))
            throw new SweeperException("--pictures png needs --charts scottplot; Sweeper's own charts are SVG", FailureKind.Input);
        string results = arguments.GetValue(_results)!;
        using var reader = SqliteSweepReader.Open(results);
        SweepRecord sweep = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
        string folder = arguments.GetValue(_output) ?? Path.Combine(results, sweep.Reference.FolderName, FolderName);
        var figures = new SweepFigures(reader, new SavedClassifiers(reader), renderer);
        FigureFile[] files = [.. await figures.WriteAsync(sweep, folder, kind).ConfigureAwait(false)];
        var table = new ResultTable(
            [new("file"), new("title") { Dispensability = 2 }, new("bytes") { Dispensability = 1 }],
            [.. files.Select(f => (object?[])[f.Path, f.Title, f.Bytes])]);
        TableWriter.Write(table, arguments.GetValue(_format), _context.Output);
        return ExitCode.Done;
    }

    private static PictureKind Refuse(ArgumentResult result, string found)
    {
        result.AddError($"--pictures is '{found}'; it must be svg or png.");
        return default;
    }
}
