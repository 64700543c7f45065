using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Sweeper.Reporting.Svg;

/// <summary>
/// A text element. Razor gives the tag <c>text</c> a meaning of its own inside code blocks, so it cannot be written there.
/// </summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired]
    public double X { get; set; }

    /// <summary>The base line.</summary>
    [Parameter, EditorRequired]
    public double Y { get; set; }

    [Parameter, EditorRequired]
    public string Content { get; set; } = "";

    /// <summary><c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    [Parameter]
    public string Anchor { get; set; } = "start";

    [Parameter]
    public string? Class { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", PathData.Coordinate(X));
        builder.AddAttribute(2, "y", PathData.Coordinate(Y));
        if (Anchor != "start")
            builder.AddAttribute(3, "text-anchor", Anchor);
        if (Class is not null)
            builder.AddAttribute(4, "class", Class);
        builder.AddContent(5, Content);
        builder.CloseElement();
    }
}
