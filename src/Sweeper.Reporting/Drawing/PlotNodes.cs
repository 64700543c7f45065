using System.Collections.Immutable;
using SkiaSharp;

namespace Sweeper.Reporting.Drawing;

/// <summary>A part of a chart's picture. How it looks is said by its class in <c>chart.css</c>.</summary>
internal abstract class PlotNode
{
    /// <summary>The element that it is in a page.</summary>
    public abstract string Tag { get; }

    public string? Class { get; init; }

    /// <summary>The number of the only trial that it stands for.</summary>
    public int? Trial { get; init; }

    /// <summary>What it says when it is pointed at.</summary>
    public string? Title { get; init; }

    /// <summary>What else the page's script wants to know of it, or what a class does not say of its looks.</summary>
    public ImmutableArray<(string Name, string Value)> Attributes { get; init; } = [];

    public PlotGroup? Parent { get; private set; }

    internal void Join(PlotGroup parent) => Parent = parent;
}

/// <summary>Parts that belong together.</summary>
internal sealed class PlotGroup : PlotNode
{
    private readonly List<PlotNode> _children = [];

    public override string Tag => IsCut ? "svg" : "g";

    /// <summary>
    /// Whether its shapes are placed by the axes and cut at the edges of the data area; else by the pixels of the picture.
    /// </summary>
    public bool IsCut { get; init; }

    public IReadOnlyList<PlotNode> Children => _children;

    public T Add<T>(T node)
        where T : PlotNode
    {
        node.Join(this);
        _children.Add(node);
        return node;
    }

    /// <summary>Adds a text.</summary>
    /// <param name="x">The place of its anchor.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="content">The text.</param>
    /// <param name="anchor">What is at <paramref name="x"/>.</param>
    /// <param name="kind">Its class.</param>
    public void Write(double x, double y, string content, PlotAnchor anchor = PlotAnchor.Start, string? kind = null) =>
        Add(new PlotText(x, y, content, anchor) { Class = kind });
}

/// <summary>Which point of a text is at its place.</summary>
internal enum PlotAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>A text of one line. In pages the browser sets it, in the page's font.</summary>
/// <param name="x">The place of its anchor, in pixels of the picture.</param>
/// <param name="y">Its base line.</param>
/// <param name="content">The text.</param>
/// <param name="anchor">What is at <paramref name="x"/>.</param>
internal sealed class PlotText(double x, double y, string content, PlotAnchor anchor) : PlotNode
{
    public override string Tag => "text";

    public double X => x;

    public double Y => y;

    public string Content => content;

    public PlotAnchor Anchor => anchor;

    /// <summary>Whether it is read from below.</summary>
    public bool IsUpright { get; init; }
}

/// <summary>A picture of pixels within a chart.</summary>
/// <param name="box">Where it is, in pixels of the chart.</param>
/// <param name="content">A PNG file.</param>
internal sealed class PlotImage(SKRect box, byte[] content) : PlotNode
{
    public override string Tag => "image";

    public SKRect Box => box;

    public byte[] Content => content;
}
