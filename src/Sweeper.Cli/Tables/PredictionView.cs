using System.Globalization;
using Spectre.Console;
using Sweeper.Experiments.Training;

namespace Sweeper.Cli.Tables;

/// <summary>Shows images as the network sees them, with what it takes them for; many images as a table.</summary>
internal sealed class PredictionView(SavedNetwork network)
{
    private const int MostPictures = 8;
    private const int BarLength = 24;
    private const int WidestPicture = 64;

    public void Write(IReadOnlyList<PredictedPicture> pictures, IAnsiConsole console)
    {
        if (pictures.Count > MostPictures)
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
            output.WriteLine($"  {network.ClassNames[place].PadLeft(width)}  {PredictionTable.Percent(probability),7}  {bar}".TrimEnd());
        }

        output.WriteLine();
    }
}
