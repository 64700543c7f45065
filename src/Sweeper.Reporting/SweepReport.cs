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
/// <param name="classifiers">Gives the classifiers that trials saved, for the page to ask; null for none.</param>
/// <param name="searches">Looks at sweeps as searches; null where that is not to be shown.</param>
public sealed class SweepReport(ISweepReader reader, IClassifierSource? classifiers = null, ISearchSource? searches = null)
{
    /// <summary>The name of the report in a sweep's folder.</summary>
    public const string FileName = "report.html";

    /// <summary>The report as the text of an HTML document.</summary>
    /// <exception cref="SweeperException">The store cannot be read.</exception>
    public Task<string> RenderAsync(SweepRecord sweep) =>
        HtmlPage.RenderAsync<ReportDocument>(new()
        {
            [nameof(ReportDocument.Snapshot)] = new SweepSnapshot(reader, sweep, classifiers, searches),
        });

    /// <summary>
    /// Writes the report to <paramref name="path"/>, whose folder is created when it does not exist. An earlier report there is
    /// replaced only once the new one is complete.
    /// </summary>
    /// <exception cref="SweeperException">The file cannot be written, or the store cannot be read.</exception>
    public async Task WriteAsync(SweepRecord sweep, string path) =>
        HtmlPage.Write(await RenderAsync(sweep).ConfigureAwait(false), path);
}
