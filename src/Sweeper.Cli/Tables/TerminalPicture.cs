using Spectre.Console;

namespace Sweeper.Cli.Tables;

/// <summary>Draws an image in a terminal, two rows of pixels in a line of characters.</summary>
/// <param name="width">Pixels per row.</param>
/// <param name="height">Rows.</param>
/// <param name="channels">Numbers per pixel: 1 of grey images, ink on paper; 3 of colour images.</param>
internal sealed class TerminalPicture(int width, int height, int channels)
{
    private const string Indent = "  ";

    // Fainter ink than this shows as paper where there are no shades.
    private const int VisibleInk = 64;

    // From black to white, for colour images where there are no colours.
    private const string Densities = " ░▒▓█";

    /// <summary>Draws in the colours that the terminal has, or in blocks where it has too few.</summary>
    /// <param name="pixels">[height, width, channels].</param>
    /// <param name="console">Where to.</param>
    public void Draw(byte[] pixels, IAnsiConsole console)
    {
        bool hasShades = console.Profile.Capabilities.ColorSystem is ColorSystem.TrueColor or ColorSystem.EightBit;
        for (int y = 0; y < height; y += 2)
        {
            if (hasShades)
                console.Write(Colored(pixels, y));
            else
                console.Profile.Out.Writer.WriteLine(
                    (Indent + (channels == 3 ? Dense(pixels, y) : Blocks(pixels, y))).TrimEnd());
        }
    }

    private string Blocks(byte[] pixels, int y) => string.Concat(Enumerable.Range(0, width).Select(x =>
        (Value(pixels, x, y, 0) >= VisibleInk, Value(pixels, x, y + 1, 0) >= VisibleInk) switch
        {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            _ => ' ',
        }));

    // Photographs have few edges: a character for the mean brightness of its two pixels shows more than which of them is the
    // brighter.
    private string Dense(byte[] pixels, int y) => string.Concat(Enumerable.Range(0, width).Select(x =>
    {
        int sum = Enumerable.Range(0, channels)
            .Sum(c => Value(pixels, x, y, c) + Value(pixels, x, Math.Min(y + 1, height - 1), c));
        return Densities[sum * Densities.Length / ((2 * channels * byte.MaxValue) + 1)];
    }));

    private Paragraph Colored(byte[] pixels, int y)
    {
        var line = new Paragraph();
        line.Append(Indent);
        for (int x = 0; x < width; x++)
            line.Append("▀", new Style(ColorOf(pixels, x, y), ColorOf(pixels, x, y + 1)));
        return line.Append("\n");
    }

    private Color ColorOf(byte[] pixels, int x, int y) =>
        new(Value(pixels, x, y, 0), Value(pixels, x, y, channels / 2), Value(pixels, x, y, channels - 1));

    private byte Value(byte[] pixels, int x, int y, int channel) =>
        y < height ? pixels[(((y * width) + x) * channels) + channel] : (byte)0;
}
