using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Sweeper.Reporting.Parts;

/// <summary>A script element, which Razor files may not have.</summary>
public sealed class ScriptElement : ComponentBase
{
    /// <summary>The type of a block of data; null for a script that runs.</summary>
    [Parameter]
    public string? Type { get; set; }

    [Parameter]
    public string? Id { get; set; }

    /// <summary>A constant, or data that was encoded for this place.</summary>
    [Parameter, EditorRequired]
    public MarkupString Content { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "script");
        if (Type is not null)
            builder.AddAttribute(1, "type", Type);
        if (Id is not null)
            builder.AddAttribute(2, "id", Id);
        builder.AddContent(3, Content);
        builder.CloseElement();
    }
}
