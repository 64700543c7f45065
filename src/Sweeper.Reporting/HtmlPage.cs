using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Reporting;

/// <summary>Renders a page from its component, and writes it.</summary>
internal static class HtmlPage
{
    /// <summary>The page as text.</summary>
    /// <typeparam name="TDocument">The component of the whole page.</typeparam>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="drawn">Called when all of it is drawn, and before it is made one text.</param>
    public static async Task<string> RenderAsync<TDocument>(Dictionary<string, object?> parameters, Action? drawn = null)
        where TDocument : IComponent
    {
        await using var renderer = new HtmlRenderer(ComponentServices.Instance, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TDocument>(ParameterView.FromDictionary(parameters))
                .ConfigureAwait(true);
            drawn?.Invoke();
            return root.ToHtmlString();
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes a page to <paramref name="path"/>, whose folder is created when it does not exist. An earlier file there is
    /// replaced only once the new one is complete.
    /// </summary>
    /// <exception cref="SweeperException">The file cannot be written.</exception>
    public static void Write(string html, string path) =>
        WholeFile.WriteAll([(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)))], "The report");

    // What ASP.NET would register compiles a function for each component, which takes far longer than to make the one or two
    // that a page has of it.
    private sealed class ComponentServices : IServiceProvider, IComponentActivator
    {
        public static ComponentServices Instance { get; } = new();

        public object? GetService(Type serviceType) => serviceType == typeof(IComponentActivator) ? this : null;

        public IComponent CreateInstance(Type componentType) => (IComponent)Activator.CreateInstance(componentType)!;
    }
}
