using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Sweeper.Dashboard.Pages;

/// <summary>A script that is loaded from this server.</summary>
public sealed class LoadedScript : ComponentBase
{
    [Parameter, EditorRequired]
    public string Source { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "script");
        builder.AddAttribute(1, "src", Source);
        builder.AddAttribute(2, "defer", true);
        builder.CloseElement();
    }
}
