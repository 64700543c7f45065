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
    private const string Opening = """
        # Experiments

        Each file here is an experiment that runs as it is, with comments that say what it shows. Most repeat what the authors of
        published from-scratch digit recognisers found, by their own conventions.

        | experiment | what it shows | figure | published | here | seconds a trial |
        | --- | --- | --- | --- | --- | --- |
        """;

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

        var processors = new SortedSet<string>(StringComparer.Ordinal);
        output.WriteLine(Opening);
        foreach (Experiment experiment in all.OrderBy(e => Place(e, figures)))
        {
            SweepRecord? sweep = measurement.Find(experiment.Name);
            if (sweep is not null)
                processors.UnionWith(measurement.Processors(sweep));
            foreach (string row in await RowsAsync(
                experiment, sweep, [.. figures.Where(f => f.Experiment == experiment.Name)], cancellationToken))
                output.WriteLine(row);
        }

        output.WriteLine(Closing(processors));
    }

    private static string Closing(IEnumerable<string> processors) => $"""

        Here: the mean and the standard deviation over the seeds, and in parentheses the least and the greatest.
        Seconds: what such a trial trains and measures on one core, its epochs times its fastest one, which leaves out what else
        the machine did; below the name of an experiment those of all its trials together, to be divided by the cores.
        Processor: {string.Join("; ", processors)}.

        This page is written from the results of the experiments and from `{PublishedFigures.FileName}`, never by hand:

        ```sh
        for f in experiments/*.yaml; do sweeper run "$f"; done
        dotnet run -c Release --project tests/Sweeper.Benchmarks -- experiments --results results --output experiments/README.md
        ```
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

    private async Task<IEnumerable<string>> RowsAsync(
        Experiment experiment, SweepRecord? sweep, PublishedFigure[] figures, CancellationToken cancellationToken)
    {
        string name = $"[{experiment.Name}.yaml]({experiment.Name}.yaml)", shows = experiment.Description ?? "";
        if (sweep is null)
        {
            return figures.Length == 0
                ? [Row(name, shows, "", "", "not run", "")]
                : figures.Select((f, i) => Row(i == 0 ? name : "", i == 0 ? shows : "", f.Figure, f.Published, "not run", ""));
        }

        ImmutableArray<TrialRecord> trials = measurement.Trials(sweep);
        UndisturbedSeconds seconds = measurement.Seconds(sweep);
        name += string.Create(
            CultureInfo.InvariantCulture,
            $"<br>{trials.Length} trials, "
            + $"{Duration(seconds.All)}{(sweep.State == SweepState.Completed ? "" : ", not complete")}");
        if (figures.Length == 0)
            return [Best(name, shows, sweep, trials, seconds)];

        List<string> rows = [];
        foreach (PublishedFigure figure in figures)
        {
            MeasuredFigure? measured = await measurement.MeasureAsync(figure, sweep, cancellationToken);
            bool isFirst = rows.Count == 0;
            rows.Add(Row(
                isFirst ? name : "",
                isFirst ? shows : "",
                figure.Figure + (measured is null ? "" : Weights(measured)),
                figure.Published,
                (measured is null ? "not run to its end" : Text(measured.Values, figure.Unit)) + (
                    figure.Note is null ? "" : $"<br>{figure.Note}"),
                figure.Unit is FigureUnit.Percent or FigureUnit.Count ? Brief(measured?.Seconds) : ""));
        }

        return rows;
    }

    private static string Best(
        string name, string shows, SweepRecord sweep, ImmutableArray<TrialRecord> trials, UndisturbedSeconds seconds)
    {
        TrialCell? best = CellLeaderboard.Rank(trials, sweep.Objective.Goal).Best?.Cell;
        if (best?.Objective is null)
            return Row(name, shows, "", "", "no trial completed", "");
        bool isShare = sweep.Objective.Metric.EndsWith("accuracy", StringComparison.Ordinal);
        return Row(
            name,
            shows,
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

    private static string Row(params string[] cells) =>
        $"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}
