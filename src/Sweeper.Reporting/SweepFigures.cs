using System.Collections.Immutable;
using System.IO.Enumeration;
using Sweeper.Reporting.Drawing;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting;

/// <summary>The charts of a sweep's report as files, styled for print; the same records give the same bytes.</summary>
/// <param name="reader">Where the sweep is recorded; stays the caller's.</param>
/// <param name="classifiers">Gives the classifiers that trials saved; null for none.</param>
/// <param name="searches">Looks at sweeps as searches; null where that is not to be shown.</param>
public sealed class SweepFigures(ISweepReader reader, IClassifierSource? classifiers = null, ISearchSource? searches = null)
{
    /// <summary>
    /// Draws charts, and only then writes them: into <paramref name="folder"/>, which is created when it does not exist. Files
    /// there that have the name of a chart are replaced, each as a whole; others stay.
    /// </summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="folder">Where to write.</param>
    /// <param name="paper">What the files are to be; null for SVG of natural size.</param>
    /// <param name="only">The names of the charts, in which <c>*</c> stands for anything; empty for all.</param>
    /// <returns>The files in the order of the report.</returns>
    /// <exception cref="SweeperException">There is no such chart, a font is missing, a file cannot be written, or the store
    /// cannot be read.</exception>
    public ImmutableArray<FigureFile> Write(SweepRecord sweep, string folder,
        PlotPaper? paper = null, IReadOnlyCollection<string>? only = null)
    {
        paper ??= new PlotPaper();
        NamedChart[] charts = Chosen([.. SweepCharts.Of(new SweepSnapshot(reader, sweep, classifiers, searches))], only ?? []);
        IReadOnlyList<byte[]> pictures = paper.Draw(charts.Select(c => (c.Chart, c.Place)));
        (string Path, byte[] Content)[] files = [.. charts.Zip(pictures,
            (c, p) => (Path.Combine(folder, c.Name + paper.Ending), p))];
        WholeFile.WriteAll(files.Select(f => (f.Path, (Action<Stream>)(stream => stream.Write(f.Content)))), "The figures");
        return [.. charts.Zip(files, (c, f) => new FigureFile(f.Path, c.Chart.Title, f.Content.Length))];
    }

    private static NamedChart[] Chosen(NamedChart[] charts, IReadOnlyCollection<string> only)
    {
        foreach (string wanted in only)
        {
            if (!charts.Any(c => Is(c, wanted)))
                throw new SweeperException(
                    $"--only is '{wanted}', but the charts of this sweep are {string.Join(", ", charts.Select(c => c.Name))}",
                    FailureKind.Input);
        }

        return only.Count == 0 ? charts : [.. charts.Where(c => only.Any(o => Is(c, o)))];
    }

    private static bool Is(NamedChart chart, string wanted) => FileSystemName.MatchesSimpleExpression(wanted, chart.Name);
}
