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

    // Fainter ink than this shows as paper where there are no shades.
    private const int VisibleInk = 64;

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
            Draw(picture.Pixels, console);
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

    // Two rows of pixels in a line of characters.
    private void Draw(byte[] pixels, IAnsiConsole console)
    {
        bool hasShades = console.Profile.Capabilities.ColorSystem is ColorSystem.TrueColor or ColorSystem.EightBit;
        for (int y = 0; y < network.Height; y += 2)
        {
            if (hasShades)
                console.Write(Shades(pixels, y));
            else
                console.Profile.Out.Writer.WriteLine(("  " + Blocks(pixels, y)).TrimEnd());
        }
    }

    private string Blocks(byte[] pixels, int y) => string.Concat(Enumerable.Range(0, network.Width).Select(x =>
        (Ink(pixels, x, y) >= VisibleInk, Ink(pixels, x, y + 1) >= VisibleInk) switch
        {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            _ => ' ',
        }));

    private Paragraph Shades(byte[] pixels, int y)
    {
        var line = new Paragraph();
        line.Append("  ");
        for (int x = 0; x < network.Width; x++)
            line.Append("▀", new Style(Grey(Ink(pixels, x, y)), Grey(Ink(pixels, x, y + 1))));
        return line.Append("\n");
    }

    private static Color Grey(byte ink) => new(ink, ink, ink);

    private byte Ink(byte[] pixels, int x, int y) => y < network.Height ? pixels[(y * network.Width) + x] : (byte)0;
}
