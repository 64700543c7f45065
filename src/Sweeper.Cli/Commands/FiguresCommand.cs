using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Reporting;
using Sweeper.Reporting.Drawing;
using Sweeper.Storage;
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
        Description = "The folder to write to; charts of the same names are replaced, other files stay. Default: figures in the "
            + "sweep's folder.",
        HelpName = "DIR",
    };

    private readonly Option<PictureKind> _pictures = new("--pictures")
    {
        Description = "What the files are to be: svg, png or pdf.",
        HelpName = "svg|png|pdf",
        CustomParser = result =>
            Enum.GetValues<PictureKind>().Cast<PictureKind?>().FirstOrDefault(k => Word(k!.Value) == result.Tokens[0].Value)
            ?? Refuse<PictureKind>(result, "svg, png or pdf") ?? default,
        DefaultValueFactory = _ => PictureKind.Svg,
    };

    private readonly Option<double?> _width = Length(
        "--width",
        "PIXELS",
        200,
        10_000,
        "The width of each picture, 96 pixels to the inch. Default: the natural width of each chart.");
    private readonly Option<double?> _scale = Length(
        "--scale", "FACTOR", 0.1, 20, "So many pixels of a png file are one of --width. Default: 2.");
    private readonly Option<string?> _font = new("--font")
    {
        Description =
            "The family of the font, such as 'DejaVu Sans'; png and pdf need it installed. Default: a sans-serif font that is.",
        HelpName = "FAMILY",
    };

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Only these charts, by the names of their files without the ending; * stands for anything.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public FiguresCommand(CommandContext context)
        : base(
            "figures",
            "Write the report's charts as files, styled for print, and list them.",
            "sweeper figures quickstart --output paper/figures")
    {
        _context = context;
        Add(_sweep);
        Add(_output);
        Add(_pictures);
        Add(_width);
        Add(_scale);
        Add(_font);
        Add(_only);
        Add(_results);
        Add(_format);
        _font.Validators.Add(CheckFont);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        var paper = new PlotPaper
        {
            Kind = arguments.GetValue(_pictures), Width = arguments.GetValue(_width), Scale = arguments.GetValue(_scale) ?? 2,
            Font = arguments.GetValue(_font),
        };
        string results = arguments.GetValue(_results)!;
        using var reader = SqliteSweepReader.Open(results);
        SweepRecord sweep = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
        string folder = arguments.GetValue(_output) ?? Path.Combine(results, sweep.Reference.FolderName, FolderName);
        FigureFile[] files = [.. new SweepFigures(reader, TrialKinds.Classifiers(reader), TrialKinds.Searches(reader))
            .Write(sweep, folder, paper, arguments.GetValue(_only) ?? [])];
        var table = new ResultTable(
            [new("file"), new("title") { Dispensability = 2 }, new("bytes") { Dispensability = 1 }],
            [.. files.Select(f => (object?[])[f.Path, f.Title, f.Bytes])]);
        TableWriter.Write(table, arguments.GetValue(_format), _context.Output);
        return ExitCode.Done;
    }

    private static string Word(PictureKind kind) => kind.ToString().ToLowerInvariant();

    private static Option<double?> Length(
        string name, string helpName, double least, double most, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
            double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && number >= least && number <= most
            ? number
            : Refuse<double>(result, FormattableString.Invariant($"a number from {least} to {most}")),
    };

    // A style sheet of a file has it between quotes.
    private static void CheckFont(OptionResult result)
    {
        string? found = result.GetValueOrDefault<string?>();
        if (found is not null
            && (string.IsNullOrWhiteSpace(found) || !found.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.')))
            result.AddError(
                $"--font is '{found}'; it must be the name of a font, of letters, digits, spaces, '-', '_' and '.'.");
    }

    private static T? Refuse<T>(ArgumentResult result, string allowed)
        where T : struct
    {
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{result.Tokens[0].Value}'; it must be {allowed}.");
        return default;
    }
}
