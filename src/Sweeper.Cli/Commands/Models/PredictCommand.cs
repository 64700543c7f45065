using System.CommandLine;
using Sweeper.Cli.Outputs;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Commands.Models;

/// <summary><c>predict</c>: what a saved model takes a user's own images for.</summary>
internal sealed class PredictCommand : SweeperCommand
{
    private static readonly string[] PictureEndings = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".ico", ".wbmp"];

    private readonly CommandContext _context;
    private readonly Argument<string> _what = new("SWEEP[/TRIAL]")
    {
        Description = "A trial, such as quickstart/7. A sweep alone stands for its best trial.",
    };

    private readonly Argument<string[]> _images = new("IMAGE")
    {
        Description = "Pictures (PNG, JPEG, WebP, GIF, BMP, ICO or WBMP) of any size, which are cropped, scaled and centred as "
            + "the images of MNIST were; or IDX files and "
            + "CSV files with a row of pixels for each image, which are taken as they are; or folders, of which every picture "
            + "is taken. For a model of colour "
            + "images: pictures, each scaled until it covers the model's images and cut off beyond them. For a model of a "
            + "table: CSV files with its columns, in any order.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _whole = new("--whole")
    {
        Description = "Scale whole pictures instead of cropping them to what is drawn. Always so for fashion-mnist, whose "
            + "images fill their frame. For a model of colour images: scale them to fit, with black beside them, instead of "
            + "cutting them off.",
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public PredictCommand(CommandContext context)
        : base("predict", "Say what a saved model takes images for, with probabilities.",
            "sweeper predict mnist-grid four.png seven.png")
    {
        _context = context;
        Add(_what);
        Add(_images);
        Add(_whole);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        TrialModel model = TrialModel.Find(reader, arguments.GetValue(_what)!);
        var files = new PictureFiles(model.Network, arguments.GetValue(_whole));
        if (model.Network.Table is { IsRegression: true } table)
        {
            var rows = arguments.GetValue(_images)!.SelectMany(file => files.PredictNumbers(file)
                .Select((prediction, i) => new object?[] { file, i + 1, prediction }));
            TableWriter.Write(
                new ResultTable([new("file"), new("row"),
                    new($"predicted_{table.Target}", v => TrialText.Metric(table.Target, (double)v))], [.. rows]),
                arguments.GetValue(_format),
                _context.Output);
            return ExitCode.Done;
        }

        PredictedPicture[] predictions = [.. arguments.GetValue(_images)!.SelectMany(FilesOf).SelectMany(files.Predict)];
        TableFormat format = arguments.GetValue(_format);
        if (format == TableFormat.Table)
            new PredictionView(model.Network).Write(predictions, _context.Output);
        else
            TableWriter.Write(PredictionTable.Create(model.Network, predictions), format, _context.Output);
        return ExitCode.Done;
    }

    /// <summary>A file itself; the pictures in a folder and in its folders, by name.</summary>
    /// <exception cref="SweeperException">A folder has none, or cannot be read.</exception>
    private static string[] FilesOf(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        try
        {
            string[] pictures = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(f => IsPicture(path, f)).Order(StringComparer.Ordinal)];
            return pictures.Length > 0
                ? pictures
                : throw new SweeperException($"{path} is a folder without pictures; predict takes files, or folders with "
                    + $"{string.Join(", ", PictureEndings)} files", FailureKind.Input);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweeperException($"{path} cannot be read: {e.Message}", FailureKind.Input, e);
        }
    }

    // What other systems leave beside pictures is none: ._a.png, __MACOSX/a.png.
    private static bool IsPicture(string folder, string file) =>
        PictureEndings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
        && !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)
            .Any(part => part[0] == '.' || part == "__MACOSX");
}
