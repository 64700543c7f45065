using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Sweeper.Reporting.Document;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting;

/// <summary>
/// The HTML report of a sweep: one file that needs nothing else. It depends only on what is recorded: the same records give
/// the same bytes.
/// </summary>
/// <param name="reader">Where the sweep is recorded; stays the caller's.</param>
public sealed class SweepReport(ISweepReader reader)
{
    /// <summary>The report as the text of an HTML document.</summary>
    /// <exception cref="SweeperException">The store cannot be read.</exception>
    public async Task<string> RenderAsync(SweepRecord sweep)
    {
        var snapshot = new SweepSnapshot(reader, sweep);
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(ReportDocument.Snapshot)] = snapshot,
            });
            var root = await renderer.RenderComponentAsync<ReportDocument>(parameters).ConfigureAwait(true);
            return root.ToHtmlString();
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes the report to <paramref name="path"/>, whose folder is created when it does not exist. An earlier report there is
    /// replaced only once the new one is complete.
    /// </summary>
    /// <exception cref="SweeperException">The file cannot be written, or the store cannot be read.</exception>
    public async Task WriteAsync(SweepRecord sweep, string path)
    {
        string html = await RenderAsync(sweep).ConfigureAwait(false);
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
            await File.WriteAllTextAsync(temporary, html).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
