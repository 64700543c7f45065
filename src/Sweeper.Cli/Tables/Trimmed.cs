using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweeper.Cli.Tables;

/// <summary>
/// Something drawn, without the blanks at the ends of its lines: files and pipes keep them, and a narrower terminal breaks them.
/// </summary>
internal sealed class Trimmed(IRenderable drawing) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => drawing.Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (SegmentLine line in Segment.SplitLines(drawing.Render(options, maxWidth)))
        {
            int count = line.Count;
            while (count > 0 && string.IsNullOrWhiteSpace(line[count - 1].Text))
                count--;
            for (int i = 0; i < count; i++)
                yield return i < count - 1 ? line[i] : new Segment(line[i].Text.TrimEnd(), line[i].Style);
            yield return Segment.LineBreak;
        }
    }
}

/// <summary>Writes sentences to consoles.</summary>
internal static class ConsoleSentences
{
    /// <summary>Writes a line, broken between words where the terminal is narrower.</summary>
    public static void WriteWrapped(this IAnsiConsole console, string line, Style? style = null) =>
        console.Write(new Trimmed(new Text(line, style)));
}
