using ScottPlot;
using SkiaSharp;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// A part that ScottPlot draws. Where its geometry has to be found again in what was drawn, a stand-in for its colour tells it
/// from all others.
/// </summary>
internal abstract class PlotShape : PlotNode
{
    // Skia shortens and names some colours; none of these.
    private const uint FirstStandIn = 0x100001;

    /// <summary>Its place among the shapes of a plot, from 0.</summary>
    public int Number { get; set; }

    /// <summary>The colour that stands for it.</summary>
    public SKColor StandIn => new(0xff000000 | (FirstStandIn + (uint)Number));

    /// <summary>Whether it is drawn as a line; else as an area.</summary>
    public virtual bool IsLine => false;

    /// <summary>The number of the shape with a colour; null for a colour that stands for none.</summary>
    public static int? NumberOf(uint color) => color >= FirstStandIn ? (int)(color - FirstStandIn) : null;

    /// <summary>Draws its geometry.</summary>
    /// <param name="canvas">What is drawn on.</param>
    /// <param name="place">Gives the pixel of a point.</param>
    /// <param name="paint">With what.</param>
    public abstract void Draw(SKCanvas canvas, Func<ChartPoint, SKPoint> place, SKPaint paint);
}

/// <summary>A line that a part of ScottPlot draws, such as its grid: only the colour is given to it.</summary>
internal sealed class BorrowedShape(string tag, bool isLine) : PlotShape
{
    public override string Tag => tag;

    public override bool IsLine => isLine;

    public override void Draw(SKCanvas canvas, Func<ChartPoint, SKPoint> place, SKPaint paint)
    {
    }
}

/// <summary>
/// Lines through points, all of one path. Points that are not finite break a line, and one alone becomes a dot.
/// </summary>
internal sealed class PathShape(IEnumerable<IEnumerable<ChartPoint>> lines) : PlotShape
{
    public PathShape(params ChartPoint[] points)
        : this([points])
    {
    }

    public override string Tag => "path";

    public override bool IsLine => true;

    public override void Draw(SKCanvas canvas, Func<ChartPoint, SKPoint> place, SKPaint paint)
    {
        using var path = new SKPath();
        foreach (IEnumerable<ChartPoint> line in lines)
        {
            int length = 0;
            foreach (SKPoint point in line.Select(place))
            {
                if (!float.IsFinite(point.X) || !float.IsFinite(point.Y))
                {
                    End(path, length);
                    length = 0;
                    continue;
                }

                if (length++ == 0)
                    path.MoveTo(point);
                else
                    path.LineTo(point);
            }

            End(path, length);
        }

        canvas.DrawPath(path, paint);
    }

    private static void End(SKPath path, int length)
    {
        if (length == 1)
            path.LineTo(path.LastPoint);
    }
}

/// <summary>A circle of a fixed size.</summary>
internal sealed class DiscShape(ChartPoint centre, double radius) : PlotShape
{
    public override string Tag => "circle";

    public override void Draw(SKCanvas canvas, Func<ChartPoint, SKPoint> place, SKPaint paint) =>
        canvas.DrawCircle(place(centre), (float)radius, paint);
}

/// <summary>A rectangle.</summary>
internal sealed class BoxShape(double left, double top, double width, double height) : PlotShape
{
    public override string Tag => "rect";

    public override void Draw(SKCanvas canvas, Func<ChartPoint, SKPoint> place, SKPaint paint)
    {
        SKPoint corner = place(new ChartPoint(left, top));
        canvas.DrawRect(corner.X, corner.Y, (float)width, (float)height, paint);
    }
}

/// <summary>Many squares of one side, as one path: those pixels of a picture that have one shade.</summary>
internal sealed class PixelShape(IReadOnlyCollection<(double Left, double Top, double Width)> runs, double side) : PlotShape
{
    public override string Tag => "path";

    public override void Draw(SKCanvas canvas, Func<ChartPoint, SKPoint> place, SKPaint paint)
    {
        using var path = new SKPath();
        foreach ((double left, double top, double width) in runs)
            path.AddRect(SKRect.Create((float)left, (float)top, (float)width, (float)side));
        canvas.DrawPath(path, paint);
    }
}

/// <summary>Draws shapes that are placed by the axes, cut at the edges of the data area.</summary>
internal sealed class CutShapes(PlotSheet sheet) : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp) =>
        sheet.Draw(rp.Canvas, isCut: true, p => new SKPoint(Axes.GetPixelX(p.X), Axes.GetPixelY(p.Y)));
}

/// <summary>Draws shapes and, where Skia is to set them, texts that are placed by the pixels of the picture.</summary>
internal sealed class LooseShapes(PlotSheet sheet) : IPanel
{
    public bool IsVisible { get; set; } = true;

    public float MinimumSize { get; set; }

    public float MaximumSize { get; set; }

    public Edge Edge => Edge.Bottom;

    public bool ShowDebugInformation { get; set; }

    public float Measure(Paint paint) => 0;

    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint) => dataRect;

    public void Render(RenderPack rp, float size, float offset) =>
        sheet.Draw(rp.Canvas, isCut: false, p => new SKPoint((float)p.X, (float)p.Y));
}
