using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Benchmarks.Tables;
using Sweeper.Experiments;
using Sweeper.Experiments.Reading;
using Sweeper.Programs.Kinds;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Kinds;

namespace Sweeper.Benchmarks.Published;

/// <summary>Writes what the experiments of a folder found, beside what was published, as Markdown.</summary>
/// <param name="experiments">The folder of the experiments.</param>
/// <param name="measurement">Their results.</param>
internal sealed class ExperimentTable(string experiments, FigureMeasurement measurement)
{
    // Of the lines of running text.
    private const int Width = 128;

    private const string Closing = $"""

        ## How this page is written

        This page is written from the results of the experiments and from `{PublishedFigures.FileName}`, never by hand:

        ```sh
        for f in experiments/*.yaml; do sweeper run "$f"; done
        dotnet run -c Release --project tests/Sweeper.Benchmarks -- experiments --results results --output experiments/README.md
        ```
        """;

    private static readonly string[] Head = [Row("figure", "published", "here", "seconds a trial"), "| --- | --- | --- | --- |"];

    // Experiments of programs stand beside those of the network, which takes what no other kind claims.
    private static readonly ExperimentLoader Loader = new([ProgramTrialKind.Instance, NetworkTrialKind.Instance]);

    public async Task WriteAsync(TextWriter output, CancellationToken cancellationToken)
    {
        ImmutableArray<PublishedFigure> figures = PublishedFigures.Read(experiments);
        ImmutableArray<Experiment> all =
            [.. Directory.EnumerateFiles(experiments, "*.yaml").Order(StringComparer.Ordinal).Select(Load)];
        if (figures.FirstOrDefault(f => all.All(e => e.Name != f.Experiment)) is PublishedFigure stray)
            throw new SweeperException(
                $"{PublishedFigures.FileName} has a figure of '{stray.Experiment}', "
                + $"and there is no such experiment", FailureKind.Input);

        output.WriteLine(Opening(all.Select(e => measurement.Find(e.Name)).OfType<SweepRecord>()));
        foreach (Experiment experiment in all.OrderBy(e => Place(e, figures)))
        {
            foreach (string line in await SectionAsync(
                experiment, [.. figures.Where(f => f.Experiment == experiment.Name)], cancellationToken))
                output.WriteLine(line);
        }

        output.WriteLine(Closing);
    }

    private string Opening(IEnumerable<SweepRecord> sweeps) => $"""
        # Experiments

        Each file here is an experiment that runs as it is, with comments that say what it shows. Most repeat what the authors
        of published from-scratch digit recognisers found, by their own conventions. Of each figure there is what was published,
        if it was, and what comes out here: the mean and the standard deviation over the seeds, and in parentheses the least and
        the greatest.

        Seconds a trial: what such a trial trains and measures on one core, its epochs times its fastest one, which leaves out
        what else the machine did. Beside the number of trials are the seconds of all together, to be divided by the cores.

        Processor: {string.Join("; ", sweeps.SelectMany(measurement.Processors).Distinct().Order(StringComparer.Ordinal))}.
        """;

    // In the order of the figures; those without any after them.
    private static int Place(Experiment experiment, ImmutableArray<PublishedFigure> figures) =>
        figures.Index().Where(
            f => f.Item.Experiment == experiment.Name).Select(f => f.Index).DefaultIfEmpty(int.MaxValue).First();

    private static Experiment Load(string path)
    {
        ExperimentLoadResult result = Loader.LoadFile(path);
        return result.Experiment ?? throw new SweeperException(result.Errors[0].ToString(), FailureKind.Input);
    }

    private async Task<string[]> SectionAsync(
        Experiment experiment, PublishedFigure[] figures, CancellationToken cancellationToken)
    {
        SweepRecord? sweep = measurement.Find(experiment.Name);
        string[] rows = sweep is null
            ? [.. figures.Select(f => Row(f.Figure, f.Published, "not run", ""))]
            : await RowsAsync(sweep, figures, cancellationToken);
        string description = experiment.Description ?? "";
        string[] notes = sweep is null ? [] : [.. figures.Select(f => f.Note).OfType<string>()];
        return
        [
            "",
            $"## [{experiment.Name}.yaml]({experiment.Name}.yaml)",
            "",
            .. Lines($"{description}{(description.EndsWith('?') ? "" : ".")} {Amount(sweep)}."),
            .. rows.Length == 0 ? rows : ["", .. Head, .. rows],
            .. notes.SelectMany(n => Lines(n).Prepend("")),
        ];
    }

    private string Amount(SweepRecord? sweep) => sweep is null
        ? "Not run"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{measurement.Trials(sweep).Length} trials, {Duration(measurement.Seconds(sweep).All)}")
        + (sweep.State == SweepState.Completed ? "" : ", not complete");

    private async Task<string[]> RowsAsync(
        SweepRecord sweep, PublishedFigure[] figures, CancellationToken cancellationToken)
    {
        if (figures.Length == 0)
            return [Best(sweep, measurement.Trials(sweep), measurement.Seconds(sweep))];

        List<string> rows = [];
        foreach (PublishedFigure figure in figures)
        {
            MeasuredFigure? measured = await measurement.MeasureAsync(figure, sweep, cancellationToken);
            rows.Add(Row(
                figure.Figure + (measured is null ? "" : Weights(measured)),
                figure.Published,
                measured is null ? "not run to its end" : Text(measured.Values, figure.Unit),
                figure.Unit is FigureUnit.Percent or FigureUnit.Count ? Brief(measured?.Seconds) : ""));
        }

        return [.. rows];
    }

    private static string Best(SweepRecord sweep, ImmutableArray<TrialRecord> trials, UndisturbedSeconds seconds)
    {
        TrialCell? best = CellLeaderboard.Rank(trials, sweep.Objective.Goal).Best?.Cell;
        if (best?.Objective is null)
            return Row($"{sweep.Objective.Metric} of the best", "", "no trial completed", "");
        bool isShare = sweep.Objective.Metric.EndsWith("accuracy", StringComparison.Ordinal);
        return Row(
            $"{sweep.Objective.Metric} of the best",
            "",
            isShare ? Text(best.Objective, FigureUnit.Percent) : Figures.Brief(best.Objective.Mean),
            Brief(best.Summarize(t => seconds.Of(t.Number))));
    }

    private static string Weights(MeasuredFigure measured) =>
        measured.WeightCounts.IsEmpty ? "" : $", {string.Join(", ", measured.WeightCounts.Select(Figures.Count))} weights";

    private static string Text(SampleSummary summary, FigureUnit unit)
    {
        (double scale, string digits, string sign) = unit switch
        {
            FigureUnit.Percent => (100, "0.00", " %"),
            FigureUnit.Times => (1, "0.0", "×"),
            FigureUnit.Seconds => (1, "0", " s"),
            _ => (1.0, "0", ""),
        };
        string Number(double value) => (scale * value).ToString(digits, CultureInfo.InvariantCulture);
        return summary.StandardDeviation is double deviation
            ? $"{Number(summary.Mean)} ± {Number(deviation)}{sign} ({Number(summary.Minimum)} … {Number(summary.Maximum)}, "
                + $"{summary.Count} seeds)"
            : Number(summary.Mean) + sign;
    }

    private static string Brief(SampleSummary? seconds) => seconds is null
        ? ""
        : seconds.Mean.ToString(seconds.Mean < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static string Duration(double seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min");

    private static IEnumerable<string> Lines(string text)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : $" {word}";
        }

        yield return line;
    }

    private static string Row(params string[] cells) =>
        $"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}
