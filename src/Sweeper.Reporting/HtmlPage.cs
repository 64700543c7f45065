using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Faults;

namespace Sweeper.Reporting;

/// <summary>Renders a page from its component, and writes it.</summary>
internal static class HtmlPage
{
    /// <summary>The page as text.</summary>
    /// <typeparam name="TDocument">The component of the whole page.</typeparam>
    /// <param name="name">The name of its only parameter.</param>
    /// <param name="content">What it is about.</param>
    public static async Task<string> RenderAsync<TDocument>(string name, object content)
        where TDocument : IComponent
    {
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [name] = content });
            var root = await renderer.RenderComponentAsync<TDocument>(parameters).ConfigureAwait(true);
            return root.ToHtmlString();
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes a page to <paramref name="path"/>, whose folder is created when it does not exist. An earlier file there is replaced only
    /// once the new one is complete.
    /// </summary>
    /// <exception cref="SweeperException">The file cannot be written.</exception>
    public static async Task WriteAsync(string html, string path)
    {
        try
        {
            await ReplaceAsync(Path.GetFullPath(path), html).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweeperException(
                $"The report cannot be written to '{path}': {e.Message.TrimEnd('.')}. Choose another place with --output.",
                FailureKind.Environment,
                e);
        }
    }

    private static async Task ReplaceAsync(string path, string html)
    {
        string folder = Path.GetDirectoryName(path) ?? throw new IOException("it is not a file");
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            FaultSwitch.Before(FileStep.Write, path);
            await File.WriteAllTextAsync(temporary, html).ConfigureAwait(false);
            FaultSwitch.Before(FileStep.Rename, path);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
