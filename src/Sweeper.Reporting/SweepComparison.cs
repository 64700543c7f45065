using Sweeper.Reporting.Comparison;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting;

/// <summary>
/// The HTML report that compares several sweeps: one file that needs nothing else; the same records give the same bytes.
/// </summary>
/// <param name="reader">Where the sweeps are recorded; stays the caller's.</param>
public sealed class SweepComparison(ISweepReader reader)
{
    /// <summary>The comparison as the text of an HTML document.</summary>
    /// <param name="sweeps">At least two.</param>
    /// <exception cref="SweeperException">The store cannot be read.</exception>
    public Task<string> RenderAsync(IReadOnlyList<SweepRecord> sweeps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sweeps.Count, 2);
        var compared = new ComparedSweeps([.. sweeps.Select(s => new SweepSnapshot(reader, s, isCompared: true))]);
        return HtmlPage.RenderAsync<ComparisonDocument>(new()
        {
            [nameof(ComparisonDocument.Sweeps)] = compared,
        });
    }

    /// <summary>Writes the comparison as <see cref="SweepReport.WriteAsync"/> writes a report.</summary>
    /// <exception cref="SweeperException">The file cannot be written, or the store cannot be read.</exception>
    public async Task WriteAsync(IReadOnlyList<SweepRecord> sweeps, string path) =>
        HtmlPage.Write(await RenderAsync(sweeps).ConfigureAwait(false), path);
}
