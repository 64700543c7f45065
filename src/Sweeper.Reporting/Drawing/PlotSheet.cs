using System.Collections.Immutable;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;
using Sweeper.Reporting.Charts;
using Axis = Sweeper.Reporting.Charts.Axis;
using LinePattern = ScottPlot.LinePattern;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// A chart as a plot of ScottPlot with a fixed data area: its axes, ticks and grid, and the shapes and texts that belong to it,
/// as a tree.
/// </summary>
/// <param name="chart">What is shown.</param>
/// <param name="lettering">How texts and colours are drawn; null where the page does that, and shapes only get
/// stand-ins.</param>
internal sealed class PlotSheet(Chart chart, PlotLettering? lettering = null) : IDisposable
{
    private readonly List<PlotShape> _shapes = [];
    private PixelRect _area;

    public Chart Chart => chart;

    public Plot Plot { get; } = new();

    /// <summary>Everything that is to be seen, in drawing order.</summary>
    public PlotGroup Root { get; } = new();

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>The classes of the picture beside <c>chart</c>.</summary>
    public string Classes { get; init; } = "";

    public AxisMap? X { get; private set; }

    public AxisMap? Y { get; private set; }

    /// <summary>What the page's script has to know of the plot: the data area and what its edges stand for.</summary>
    public ImmutableArray<(string Name, string Value)> Facts { get; private set; } = [];

    /// <summary>Sets the size of the picture and, in its pixels, where data goes and what its edges stand for.</summary>
    public void Lay(double width, double height, double left, double top, double right, double bottom, Axis? x = null,
        Axis? y = null)
    {
        (Width, Height) = (width, height);
        _area = new PixelRect((float)left, (float)right, (float)bottom, (float)top);
        Plot.Layout.Fixed(new PixelPadding((float)left, (float)(width - right), (float)(height - bottom), (float)top));
        Plot.FigureBackground.Color = Plot.DataBackground.Color = Colors.Transparent;
        Plot.Axes.Frameless();
        Plot.HideGrid();
        ((double lowX, double highX), (double lowY, double highY)) = (Ends(x), Ends(y));
        Plot.Axes.SetLimits(lowX, highX, lowY, highY);
        Plot.Add.Plottable(new CutShapes(this));
        X = x is null ? null : new AxisMap(x, left, right);
        Y = y is null ? null : new AxisMap(y, bottom, top);
        Facts = [("data-frame", Texts(left, top, right, bottom)), .. Range("data-x", x), .. Range("data-y", y)];
    }

    /// <summary>Lays out rows below each other over an axis at the bottom, with its grid.</summary>
    /// <returns>Those ticks of the axis that have room for their labels.</returns>
    public ImmutableArray<AxisTick> LayRows(Axis value, double width, double height, double left, double right, double bottom,
        int rows = 1)
    {
        Lay(width, height, left, PlotSizes.CellTop, right, bottom, value, new Axis { Title = "", Low = -rows, High = 0 });
        ImmutableArray<AxisTick> ticks = AxisTicks.Spaced(AxisTicks.Of(value), X!.Map);
        Grid(isHorizontal: false, value, ticks);
        return ticks;
    }

    /// <summary>Writes what the axis below rows says.</summary>
    public void LabelRows(Axis value, IEnumerable<AxisTick> ticks, double left, double bottom)
    {
        foreach (AxisTick tick in ticks)
            Root.Write(X!.Map(tick.Value), bottom + PlotSizes.TickLine, tick.Label, PlotAnchor.Middle);
        double start = Math.Max(0, Math.Min(left, Width - TextWidth.Of(value.Title)));
        Root.Write(start, bottom + PlotSizes.AxisTitleLine, TextWidth.Fit(value.Title, Width), kind: "axis-title");
    }

    /// <summary>Lets ScottPlot draw both axes with a grid over the upright one, and writes their labels and titles.</summary>
    public void LabelAxes(Axis x, Axis y, ImmutableArray<AxisTick> yTicks)
    {
        double bottom = _area.Bottom;
        Root.Write(0, PlotSizes.TitleLine, TextWidth.Fit(y.Title, Width), kind: "axis-title");
        Grid(isHorizontal: true, y, yTicks);
        foreach (AxisTick tick in yTicks)
            Root.Write(_area.Left - PlotSizes.LabelGap, Y!.Map(tick.Value) + PlotSizes.HalfLetter, tick.Label, PlotAnchor.End);
        ImmutableArray<AxisTick> xTicks = AxisTicks.Spaced(AxisTicks.Of(x, 6), X!.Map);
        Bottom(x, xTicks);
        foreach (AxisTick tick in xTicks)
            Root.Write(LabelPlace(X!.Map(tick.Value), tick.Label), bottom + PlotSizes.TickLine, tick.Label, PlotAnchor.Middle);
        Root.Write(_area.Right, bottom + PlotSizes.AxisTitleLine, TextWidth.Fit(x.Title, _area.Right), PlotAnchor.End,
            "axis-title");
    }

    /// <summary>What is cut at the edges of the data area.</summary>
    public PlotGroup AddFrame()
    {
        string left = PathData.Coordinate(_area.Left), top = PathData.Coordinate(_area.Top),
            width = PathData.Coordinate(_area.Width), height = PathData.Coordinate(_area.Height);
        return Root.Add(new PlotGroup
        {
            IsCut = true,
            Class = "frame",
            Attributes = [("x", left), ("y", top), ("width", width), ("height", height),
                ("viewBox", $"{left} {top} {width} {height}")],
        });
    }

    // Below its tick, unless it would leave the picture there.
    private double LabelPlace(double x, string label) => Math.Min(x, Width - (TextWidth.Of(label) / 2));

    /// <summary>Lets ScottPlot draw a grid line at each tick of an axis.</summary>
    public void Grid(bool isHorizontal, Axis axis, IEnumerable<AxisTick> ticks)
    {
        IAxis side = isHorizontal ? Plot.Axes.Left : Plot.Axes.Bottom;
        side.IsVisible = true;
        Hide(side);
        side.TickGenerator = Places(axis, ticks);
        PlotShape grid = Borrow("grid");
        Plot.Grid.IsVisible = true;
        Plot.Grid.XAxisStyle.IsVisible = Plot.Grid.YAxisStyle.IsVisible = false;
        GridStyle style = isHorizontal ? Plot.Grid.YAxisStyle : Plot.Grid.XAxisStyle;
        style.IsVisible = true;
        style.MajorLineStyle.IsVisible = true;
        style.MajorLineStyle.Width = 1;
        style.MajorLineStyle.Color = StrokeOf(grid);
    }

    /// <summary>Lets ScottPlot draw the axis below the data, with a tick at each place.</summary>
    public void Bottom(Axis axis, IEnumerable<AxisTick> ticks)
    {
        var bottom = (ScottPlot.AxisPanels.BottomAxis)Plot.Axes.Bottom;
        bottom.IsVisible = true;
        Hide(bottom);
        bottom.TickGenerator = Places(axis, ticks);
        Color color = StrokeOf(Borrow("axis"));
        bottom.FrameLineStyle.IsVisible = true;
        bottom.FrameLineStyle.Color = bottom.MajorTickStyle.Color = color;
        bottom.FrameLineStyle.Width = bottom.MajorTickStyle.Width = 1;
        bottom.MajorTickStyle.Length = (float)PlotSizes.TickLength;
    }

    /// <summary>
    /// A shape whose geometry a part of ScottPlot draws, in the colour of <see cref="StrokeOf"/> or <see cref="FillOf"/>.
    /// </summary>
    public BorrowedShape Borrow(string kind, PlotGroup? group = null, string tag = "path", bool isLine = true, int? trial = null,
        string? title = null) =>
        Number((group ?? Root).Add(new BorrowedShape(tag, isLine) { Class = kind, Trial = trial, Title = title }));

    /// <summary>Adds a shape of our own.</summary>
    public void Draw(PlotGroup group, PlotShape shape) => Number(group.Add(shape));

    public Color StrokeOf(PlotShape shape) => lettering is null
        ? Color.FromSKColor(shape.StandIn)
        : Color.FromSKColor(PrintLook.Of(shape).Stroke ?? SKColors.Transparent);

    public Color FillOf(PlotShape shape) => lettering is null
        ? Color.FromSKColor(shape.StandIn)
        : Color.FromSKColor(PrintLook.Of(shape).Fill ?? SKColors.Transparent);

    /// <summary>The width and pattern of a line that a part of ScottPlot draws.</summary>
    public (float Width, LinePattern Pattern) LineOf(PlotShape shape)
    {
        PrintLook look = PrintLook.Of(shape);
        return (look.StrokeWidth, lettering is null || look.Dash.Length == 0
            ? LinePattern.Solid
            : new LinePattern(look.Dash, 0, "dashed"));
    }

    /// <summary>The plot as SVG, as ScottPlot gives it.</summary>
    public string ToXml()
    {
        Finish();
        return Plot.GetSvgXml((int)Math.Ceiling(Width), (int)Math.Ceiling(Height));
    }

    /// <summary>Draws the plot on a canvas, as ScottPlot does.</summary>
    public void DrawOn(SKCanvas canvas)
    {
        Finish();
        Plot.Render(canvas, new PixelRect(0, (float)Width, (float)Height, 0));
    }

    /// <summary>Draws what is placed by the axes, or what is not.</summary>
    public void Draw(SKCanvas canvas, bool isCut, Func<ChartPoint, SKPoint> place)
    {
        foreach (PlotNode node in Leaves(Root, false).Where(l => l.IsCut == isCut).Select(l => l.Node))
        {
            if (lettering is not null)
            {
                lettering.Draw(canvas, node, place);
            }
            else if (node is PlotShape shape)
            {
                using var paint = new SKPaint { Color = shape.StandIn,
                    Style = shape.IsLine ? SKPaintStyle.Stroke : SKPaintStyle.Fill };
                shape.Draw(canvas, place, paint);
            }
        }
    }

    /// <summary>The shapes of the plot by their numbers.</summary>
    public IReadOnlyList<PlotShape> Shapes => _shapes;

    public void Dispose() => Plot.Dispose();

    private static IEnumerable<(PlotNode Node, bool IsCut)> Leaves(PlotGroup group, bool isCut) =>
        group.Children.SelectMany(child =>
        child is PlotGroup inner ? Leaves(inner, isCut || inner.IsCut) : [(child, isCut)]);

    private static void Hide(IAxis axis)
    {
        axis.FrameLineStyle.IsVisible = false;
        axis.MajorTickStyle.Length = axis.MinorTickStyle.Length = 0;
        axis.MajorTickStyle.Width = axis.MinorTickStyle.Width = 0;
    }

    // Labels are texts of ours: a browser sets them, in a font that Skia does not know.
    private static NumericManual Places(Axis axis, IEnumerable<AxisTick> ticks) =>
        new([.. ticks.Select(t => new Tick(AxisMap.Scaled(t.Value, axis.Scale), ""))]);

    private static (double Low, double High) Ends(Axis? axis) =>
        axis is null ? (0, 1) : (AxisMap.Scaled(axis.Low, axis.Scale), AxisMap.Scaled(axis.High, axis.Scale));

    private static IEnumerable<(string, string)> Range(string name, Axis? axis) =>
        axis is null ? [] : [(name, FormattableString.Invariant($"{axis.Low} {axis.High}")
            + (axis.Scale == AxisScale.Logarithmic ? " log" : ""))];

    private static string Texts(params double[] numbers) => string.Join(' ', numbers.Select(PathData.Coordinate));

    private T Number<T>(T shape)
        where T : PlotShape
    {
        shape.Number = _shapes.Count;
        _shapes.Add(shape);
        return shape;
    }

    private void Finish()
    {
        Plot.Axes.AddPanel(new LooseShapes(this));
    }
}
