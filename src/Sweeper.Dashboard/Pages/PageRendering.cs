using Microsoft.AspNetCore.Components;
using Sweeper.Reporting;

namespace Sweeper.Dashboard.Pages;

/// <summary>Renders the components of pages.</summary>
internal static class PageRendering
{
    /// <summary>A component as text.</summary>
    public static Task<string> RenderAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent =>
        HtmlPage.RenderAsync<TComponent>(parameters.ToDictionary(p => p.Name, p => p.Value));
}
