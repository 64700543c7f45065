using System.Globalization;
using Spectre.Console;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Tables;

/// <summary>Shows images as the network sees them, with what it takes them for; many images as a table.</summary>
internal sealed class PredictionView(SavedNetwork network)
{
    private const int MostPictures = 8;
    private const int BarLength = 24;
    private const int WidestPicture = 64;

    public void Write(IReadOnlyList<PredictedPicture> pictures, IAnsiConsole console)
    {
        if (pictures.Count > MostPictures || network.Table is not null)
        {
            TableWriter.Write(PredictionTable.ForPeople(network, pictures), TableFormat.Table, console);
            return;
        }

        foreach (PredictedPicture picture in pictures)
            Write(picture, console);
    }

    private void Write(PredictedPicture picture, IAnsiConsole console)
    {
        string row = picture.Row is int number ? string.Create(CultureInfo.InvariantCulture, $", row {number}") : "";
        TextWriter output = console.Profile.Out.Writer;
        output.WriteLine($"{picture.File}{row}: {network.ClassNames[picture.Class]}");
        if (network.Width <= WidestPicture)
            new TerminalPicture(network.Width, network.Height, network.Channels).Draw(picture.Pixels, console);
        int[] ranked = [.. picture.Ranked.Take(3)];
        int width = ranked.Max(c => network.ClassNames[c].Length);
        foreach (int place in ranked)
        {
            float probability = picture.Probabilities[place];
            string bar = new('█', (int)Math.Round(probability * BarLength));
            output.WriteLine(
                $"  {network.ClassNames[place].PadLeft(width)}  {PredictionTable.Percent(probability),7}  {bar}".TrimEnd());
        }

        output.WriteLine();
    }
}

/// <summary>A row for each image: the three likeliest classes, and the probability of every class.</summary>
internal static class PredictionTable
{
    public static ResultTable Create(SavedNetwork network, IReadOnlyList<PredictedPicture> pictures) => new(
        [
            new("image"), new("row"), new("prediction"), new("probability", Percent),
            new("second"), new("second_probability", Percent), new("third"), new("third_probability", Percent),
            .. network.ClassNames.Select(name => new TableColumn($"probability_{name}", Percent)),
        ],
        [.. pictures.Select(p => Row(network, p))]);

    /// <summary>Without the columns for every class.</summary>
    public static ResultTable ForPeople(SavedNetwork network, IReadOnlyList<PredictedPicture> pictures)
    {
        ResultTable table = Create(network, pictures);
        return table.WithColumns(table.Columns.Take(8).Select(c => c.Name));
    }

    public static string Percent(object probability) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{Convert.ToDouble(probability, CultureInfo.InvariantCulture) * 100:0.0} %");

    private static object?[] Row(SavedNetwork network, PredictedPicture picture)
    {
        int[] ranked = [.. picture.Ranked.Take(3)];
        object?[] top = [.. Enumerable.Range(0, 3).SelectMany(i => i < ranked.Length
            ? new object?[] { network.ClassNames[ranked[i]], (double)picture.Probabilities[ranked[i]] }
            : [null, null])];
        return [picture.File, picture.Row, .. top, .. picture.Probabilities.Select(p => (object?)(double)p)];
    }
}

/// <summary>An image and what it was taken for.</summary>
internal sealed record PredictedPicture
{
    public required string File { get; init; }

    /// <summary>Its place in the file, from 1; null where the file has one image.</summary>
    public required int? Row { get; init; }

    /// <summary>
    /// [height, width, channels] as the network saw it, 0 … 255: of grey images paper … ink, of colour images red, green and
    /// blue.
    /// </summary>
    public required byte[] Pixels { get; init; }

    /// <summary>The class it was taken for.</summary>
    public required int Class { get; init; }

    /// <summary>The probability of each class.</summary>
    public required float[] Probabilities { get; init; }

    /// <summary>The classes, the likeliest first.</summary>
    public IEnumerable<int> Ranked =>
        Enumerable.Range(0, Probabilities.Length).OrderByDescending(c => c == Class).ThenByDescending(c => Probabilities[c]);
}
