using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Datasets;
using Sweeper.Datasets.Augmentation;
using Sweeper.Neural.Images;
using Sweeper.Storage;
using Sweeper.Storage.Queries;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Training.LoadedData;
using Sweeper.Training.SavedModels;

namespace Sweeper.Benchmarks.Published;

/// <summary>Finds figures in a results folder.</summary>
/// <param name="results">The folder.</param>
/// <param name="data">The folder of the datasets, for figures on transformed images.</param>
internal sealed class FigureMeasurement(string results, string data) : IDisposable
{
    private const int MostTrials = 10_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly SqliteSweepReader _reader = SqliteSweepReader.Open(results);
    private readonly Dictionary<string, Dataset> _datasets = [];

    /// <summary>The latest sweep of a name; null when there is none.</summary>
    public SweepRecord? Find(string experiment) => _reader.FindSweep(experiment, null);

    public ImmutableArray<TrialRecord> Trials(SweepRecord sweep) => _reader.ReadTrials(sweep);

    public UndisturbedSeconds Seconds(SweepRecord sweep) => new(_reader.ReadEpochs(sweep));

    /// <summary>The processors that a sweep was run on.</summary>
    public IEnumerable<string> Processors(SweepRecord sweep) => _reader.ReadEnvironments(sweep).Select(e => e.Processor);

    /// <summary>Measures a figure; null where no trial has come so far.</summary>
    /// <exception cref="SweeperException">Its query is wrong, or finds nothing in a sweep that is complete.</exception>
    public async Task<MeasuredFigure?> MeasureAsync(
        PublishedFigure figure, SweepRecord sweep, CancellationToken cancellationToken)
    {
        QueryResult found = new ReadOnlyQuery(results, TimeProvider.System).Run(
            figure.Query,
            Deadline,
            MostTrials,
            new Dictionary<string, object?> { ["sweep"] = sweep.Reference.Name, ["number"] = (long)sweep.Reference.Number });
        int trial = Column(found, figure, "trial");

        // Trials that have not come so far have no value.
        ImmutableArray<object?>[] rows = [.. found.Rows.Where(row => !row.Contains(null))];
        int[] numbers = [.. rows.Select(row => Convert.ToInt32(row[trial], CultureInfo.InvariantCulture))];
        if (numbers.Length == 0)
            return sweep.State == SweepState.Completed ? throw Wrong(figure, "finds no trial that has it") : null;

        UndisturbedSeconds seconds = Seconds(sweep);
        SavedNetwork[] networks = figure.Weights || figure.ShiftRight is not null
            ? [.. numbers.Select(n => new SavedClassifiers(_reader).Load(sweep, n))]
            : [];
        IEnumerable<double> values = figure.ShiftRight is int pixels
            ? Shifted(networks, await TestImagesAsync(sweep, cancellationToken), pixels)
            : Values(rows, Column(found, figure, "value"), figure);
        return new MeasuredFigure(
            SampleSummary.Of(values)!,
            SampleSummary.Of(numbers.Select(seconds.Of).OfType<double>()),
            figure.Weights ? [.. networks.Select(n => n.WeightCount).Distinct()] : []);
    }

    public void Dispose() => _reader.Dispose();

    private static IEnumerable<double> Values(ImmutableArray<object?>[] rows, int value, PublishedFigure figure) => rows.Select(
        row => row[value] is double or long ? Convert.ToDouble(row[value], CultureInfo.InvariantCulture)
            : throw Wrong(figure, "has a value that is no number"));

    private static IEnumerable<double> Shifted(SavedNetwork[] networks, LabelledImages images, int pixels) => networks.Select(
        network => ModelEvaluation.Of(network, images,
            new ImageTransformation(TransformationKind.ShiftRight, pixels)).Metrics.Accuracy);

    private async Task<LabelledImages> TestImagesAsync(SweepRecord sweep, CancellationToken cancellationToken)
    {
        string name = sweep.Reference.ToString();
        if (!_datasets.TryGetValue(name, out Dataset? dataset))
        {
            dataset = (await RecordedDataset.LoadAsync(sweep, data, new Progress<string>(), cancellationToken)).Dataset;
            _datasets.Add(name, dataset);
        }

        return dataset.Test;
    }

    private static int Column(QueryResult found, PublishedFigure figure, string name) =>
        found.Columns.IndexOf(name) is int index and >= 0 ? index : throw Wrong(figure, $"has no column {name}");

    private static SweeperException Wrong(PublishedFigure figure, string what) =>
        new($"the query of '{figure.Figure}' of {figure.Experiment} {what}", FailureKind.Input);
}
