using System.Text;
using SkiaSharp;
using Sweeper.Reporting.Charts;
using Sweeper.Sweeps;

namespace Sweeper.Reporting.Drawing;

/// <summary>Charts as files of their own that need nothing else: on white paper, with a margin.</summary>
public sealed record PlotPaper
{
    /// <summary>The margin on each side, in pixels of a chart at its natural size.</summary>
    internal const double Margin = 14;

    private const float PointsOfAPixel = 0.75f;

    /// <summary>What the files are to be.</summary>
    public PictureKind Kind { get; init; }

    /// <summary>The width of each, 1/96 inch being a pixel; null for the natural width of each chart.</summary>
    public double? Width { get; init; }

    /// <summary>So many pixels of a PNG file are one of <see cref="Width"/>.</summary>
    public double Scale { get; init; } = 2;

    /// <summary>The family of the font; null for one that machines have.</summary>
    public string? Font { get; init; }

    /// <summary>The ending of the files, with its dot.</summary>
    public string Ending => "." + Kind.ToString().ToLowerInvariant();

    /// <summary>Draws charts. The same chart gives the same bytes on the same machine.</summary>
    /// <exception cref="SweeperException">The fonts that PNG and PDF need are missing.</exception>
    public IReadOnlyList<byte[]> Draw(IEnumerable<(Chart Chart, ChartPlace Place)> charts)
    {
        using PlotLettering? lettering = Kind == PictureKind.Svg ? null : new PlotLettering(Font);
        return [.. charts.Select(c => Draw(c.Chart, c.Place with { Width = Width - (2 * Margin) }, lettering))];
    }

    /// <summary>The size of the file of a chart, in pixels.</summary>
    internal (double Width, double Height) SizeOf(PlotSheet sheet)
    {
        double width = sheet.Width + (2 * Margin), height = sheet.Height + (2 * Margin);
        return Width is double wanted ? (wanted, height * wanted / width) : (width, height);
    }

    private byte[] Draw(Chart chart, ChartPlace place, PlotLettering? lettering)
    {
        using PlotSheet sheet = ChartDrawing.Sheet(chart, place, lettering);
        return Kind switch
        {
            PictureKind.Svg => Encoding.UTF8.GetBytes(PlotSvg.Of(sheet, this) + "\n"),
            PictureKind.Png => ToPng(sheet),
            _ => ToPdf(sheet),
        };
    }

    private byte[] ToPng(PlotSheet sheet)
    {
        (double width, double height) = SizeOf(sheet);
        using var bitmap = new SKBitmap(new SKImageInfo((int)Math.Round(width * Scale), (int)Math.Round(height * Scale),
            SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
            DrawOn(canvas, sheet, (float)(width * Scale));
        return PngFile.Of(bitmap);
    }

    private byte[] ToPdf(PlotSheet sheet)
    {
        (double width, double height) = SizeOf(sheet);
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Title = sheet.Chart.Title,
            Subject = sheet.Chart.Description, Creator = "Sweeper", Producer = "Skia" }))
        {
            DrawOn(document.BeginPage((float)width * PointsOfAPixel, (float)height * PointsOfAPixel), sheet,
                (float)width * PointsOfAPixel);
            document.EndPage();
            document.Close();
        }

        return file.ToArray();
    }

    private static void DrawOn(SKCanvas canvas, PlotSheet sheet, float width)
    {
        canvas.Clear(SKColor.Parse(PrintStyle.Paper));
        canvas.Scale(width / (float)(sheet.Width + (2 * Margin)));
        canvas.Translate((float)Margin, (float)Margin);
        // ScottPlot clears what it draws on; in a layer of its own, the paper stays.
        canvas.SaveLayer();
        sheet.DrawOn(canvas);
        canvas.Restore();
    }
}
