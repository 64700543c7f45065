using System.Collections.Immutable;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Rendering;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting;

/// <summary>The charts of a sweep's report as files, styled for print; the same records give the same bytes.</summary>
/// <param name="reader">Where the sweep is recorded; stays the caller's.</param>
/// <param name="classifiers">Gives the classifiers that trials saved; null for none.</param>
/// <param name="renderer">Draws the charts that it draws; null for <see cref="Svg.SvgChartRenderer"/>, which draws the rest in any case.</param>
public sealed class SweepFigures(ISweepReader reader, IClassifierSource? classifiers = null, IChartRenderer? renderer = null)
{
    /// <summary>
    /// Draws every chart, and only then writes them: into <paramref name="folder"/>, which is created when it does not exist. Files there that
    /// have the name of a chart are replaced, each as a whole; others stay.
    /// </summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="folder">Where to write.</param>
    /// <param name="kind">What the files are to be. A chart that only the built-in renderer draws is SVG in any case.</param>
    /// <returns>The files in the order of the report.</returns>
    /// <exception cref="SweeperException">A file cannot be written, or the store cannot be read.</exception>
    public async Task<ImmutableArray<FigureFile>> WriteAsync(SweepRecord sweep, string folder, PictureKind kind = PictureKind.Svg)
    {
        var pictures = new List<(NamedChart Chart, ChartPicture Picture)>();
        foreach (NamedChart chart in SweepCharts.Of(new SweepSnapshot(reader, sweep, classifiers)))
            pictures.Add((chart, await ChartRenderers.For(chart.Chart, renderer).ToPictureAsync(chart.Chart, chart.Place, kind).ConfigureAwait(false)));
        FigureFile[] files = [.. pictures.Select(p => new FigureFile(Path.Combine(folder, FileName(p.Chart, p.Picture)), p.Chart.Chart.Title, p.Picture.Content.Length))];
        WholeFile.WriteAll(
            files.Zip(pictures, (file, p) => (file.Path, (Action<Stream>)(stream => stream.Write(p.Picture.Content.AsSpan())))), "The figures");
        return [.. files];
    }

    private static string FileName(NamedChart chart, ChartPicture picture) =>
        chart.Name + (picture.Kind == PictureKind.Png ? ".png" : ".svg");
}
