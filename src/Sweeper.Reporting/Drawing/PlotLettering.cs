using SkiaSharp;
using Sweeper.Reporting.Charts;
using Sweeper.Sweeps;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// Draws the parts of charts on paper with Skia: shapes as they look there, and texts in a font of this machine.
/// </summary>
internal sealed class PlotLettering : IDisposable
{
    // Those that charts look best in, of which most machines have one.
    private static readonly string[] Usual = ["Inter", "Noto Sans", "Roboto", "Helvetica Neue", "Segoe UI", "Arial",
        "Liberation Sans", "Open Sans", "DejaVu Sans"];

    private const int MostNamed = 12;

    private readonly SKTypeface _usual;
    private readonly SKTypeface _bold;

    /// <param name="family">The family of the font; null for one that the machine has.</param>
    /// <exception cref="SweeperException">The machine does not have it, or none at all.</exception>
    public PlotLettering(string? family)
    {
        string chosen = Choose(SKFontManager.Default.GetFontFamilies(), family);
        (_usual, _bold) = (SKFontManager.Default.MatchFamily(chosen, SKFontStyle.Normal),
            SKFontManager.Default.MatchFamily(chosen, SKFontStyle.Bold));
    }

    /// <summary>The family that texts are set in.</summary>
    /// <param name="installed">The families of this machine; Skia gives one without a name where there are none.</param>
    /// <param name="wanted">The one asked for; null for any.</param>
    /// <exception cref="SweeperException">It is not among them, or there are none.</exception>
    internal static string Choose(IEnumerable<string> installed, string? wanted)
    {
        string[] families = [.. installed.Where(f => !string.IsNullOrWhiteSpace(f)).Order(StringComparer.OrdinalIgnoreCase)];
        if (families.Length == 0)
        {
            throw new SweeperException(
                "this machine has no fonts, so png and pdf would lack all text; install some, such as the package "
                    + "fonts-dejavu-core, or write svg, which needs none",
                FailureKind.Environment);
        }

        if (wanted is not null && !families.Contains(wanted, StringComparer.OrdinalIgnoreCase))
        {
            string more = families.Length > MostNamed
                ? FormattableString.Invariant($" or {families.Length - MostNamed} more")
                : "";
            throw new SweeperException($"--font is '{wanted}', which is not installed here; it must be one of "
                + $"{string.Join(", ", families.Take(MostNamed))}{more}", FailureKind.Input);
        }

        return wanted ?? Usual.FirstOrDefault(u => families.Contains(u, StringComparer.OrdinalIgnoreCase)) ?? families[0];
    }

    /// <summary>Draws a part.</summary>
    public void Draw(SKCanvas canvas, PlotNode node, Func<ChartPoint, SKPoint> place)
    {
        PrintLook look = PrintLook.Of(node);
        switch (node)
        {
            case PlotText text:
                Write(canvas, text, look);
                break;
            case PlotImage image:
                using (var bitmap = SKBitmap.Decode(image.Content))
                    canvas.DrawBitmap(bitmap, image.Box);
                break;
            case PlotShape shape:
                if (look.Fill is SKColor fill && !shape.IsLine)
                    Paint(canvas, fill, look, SKPaintStyle.Fill, p => shape.Draw(canvas, place, p));
                if (look.Stroke is SKColor stroke)
                    Paint(canvas, stroke, look, SKPaintStyle.Stroke, p => shape.Draw(canvas, place, p));
                break;
        }
    }

    public void Dispose()
    {
        _usual.Dispose();
        _bold.Dispose();
    }

    private static void Paint(SKCanvas canvas, SKColor color, PrintLook look, SKPaintStyle style, Action<SKPaint> draw)
    {
        using SKPathEffect? dash = look.Dash.Length == 0 || style == SKPaintStyle.Fill
            ? null
            : SKPathEffect.CreateDash(look.Dash, 0);
        using var paint = new SKPaint
        {
            Color = color,
            Style = style,
            StrokeWidth = look.StrokeWidth,
            StrokeCap = look.HasRoundEnds ? SKStrokeCap.Round : SKStrokeCap.Butt,
            StrokeJoin = SKStrokeJoin.Round,
            PathEffect = dash,
            IsAntialias = !look.IsCrisp,
        };
        draw(paint);
    }

    private void Write(SKCanvas canvas, PlotText text, PrintLook look)
    {
        string content = PlotSvg.Readable(text.Content);
        SKTypeface usual = look.IsBold ? _bold : _usual;
        // A letter that the font lacks is looked for in the others.
        int missing = content.EnumerateRunes().Select(r => r.Value).FirstOrDefault(r => !usual.ContainsGlyph(r));
        using SKTypeface? other = missing == 0 ? null : SKFontManager.Default.MatchCharacter(missing);
        using var font = new SKFont(other ?? usual, look.FontSize) { Subpixel = true, Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None, LinearMetrics = true };
        SKTextAlign align = text.Anchor switch { PlotAnchor.Start => SKTextAlign.Left, PlotAnchor.Middle => SKTextAlign.Center,
            _ => SKTextAlign.Right };
        using var restore = new SKAutoCanvasRestore(canvas);
        if (text.IsUpright)
            canvas.RotateDegrees(-90, (float)text.X, (float)text.Y);
        if (look.HasHalo && look.Stroke is SKColor halo)
            Paint(canvas, halo, look, SKPaintStyle.Stroke,
                p => canvas.DrawText(content, (float)text.X, (float)text.Y, align, font, p));
        Paint(canvas, look.Fill ?? SKColors.Black, look, SKPaintStyle.Fill,
            p => canvas.DrawText(content, (float)text.X, (float)text.Y, align, font, p));
    }
}
