using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeper.Datasets;
using Sweeper.Datasets.Splits;
using Sweeper.Experiments;
using Sweeper.Neural.Images;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Datasets;
using Sweeper.Training.Kinds;

namespace Sweeper.Training.LoadedData;

/// <summary>The images of an experiment, loaded once and shared read-only by all its trials.</summary>
public sealed class TrainingData
{
    /// <summary>The name of the fact with the checksum of the images.</summary>
    internal const string ChecksumFact = "dataset SHA-256";

    private readonly Experiment? _experiment;

    private TrainingData(Dataset dataset, int[] train, int[]? validation, Experiment? experiment)
    {
        _experiment = experiment;
        Dataset = dataset;
        Table = dataset.Table?.Measure(dataset.Train, train);
        LabelledImages images = Table?.Standardize(dataset.Train) ?? dataset.Train;
        Train = new ImageSubset(images, train);
        Validation = validation is null ? null : new ImageSubset(images, validation);
        Test = new ImageSubset(Table?.Standardize(dataset.Test) ?? dataset.Test);
    }

    /// <summary>The images, or the rows of a table, as the files have them.</summary>
    public Dataset Dataset { get; }

    /// <summary>
    /// What the columns of a table are, with their means and deviations over <see cref="Train"/>, by which the rows below were
    /// brought to one scale; null for images.
    /// </summary>
    public Table? Table { get; }

    /// <summary>What the target was divided by, where a number is to be predicted; null where there are classes.</summary>
    public double? TargetDeviation => Table is { IsRegression: true } table ? table.TargetDeviation : null;

    /// <summary>The images trained on; with cross-validation those that the folds divide, see <see cref="For"/>.</summary>
    public ImageSubset Train { get; }

    /// <summary>The images held out of the training set; null when there are none, or none that all trials share.</summary>
    public ImageSubset? Validation { get; }

    public ImageSubset Test { get; }

    /// <summary>Pixels 0 … 255 are multiplied by it to become inputs.</summary>
    public double PixelScale =>
        Table is not null ? 1 : 1 / (_experiment?.Dataset.PixelDivisor ?? DatasetSettings.DefaultPixelDivisor);

    /// <summary>
    /// Loads the dataset and splits it. The split follows from the experiment's seed and, without cross-validation, is the same
    /// for every trial.
    /// </summary>
    /// <param name="experiment">Says which dataset, and how much is held out.</param>
    /// <param name="dataFolder">The folder with a folder per dataset; fetched datasets are put there.</param>
    /// <param name="progress">Is told what is being fetched.</param>
    /// <param name="cancellationToken">Ends a download.</param>
    /// <exception cref="SweeperException">
    /// The data are missing, damaged or too few, or do not fit what the experiment says.
    /// </exception>
    public static async Task<TrainingData> LoadAsync(
        Experiment experiment, string dataFolder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        Dataset dataset = await new DatasetLoader(dataFolder, progress).LoadAsync(experiment.Dataset, cancellationToken)
            .ConfigureAwait(false);
        TrainingData data = Split(experiment, dataset);
        dataset.Train.Prepare();
        dataset.Test.Prepare();
        return data;
    }

    /// <summary>All of a dataset, nothing held out.</summary>
    internal static TrainingData Of(Dataset dataset) => new(dataset, AllOf(dataset), null, experiment: null);

    /// <summary>
    /// The data as a trial uses them. With cross-validation its fold is held out and the others are trained on; the same repeat
    /// divides the training set in the same way in every cell, and each repeat divides it anew.
    /// </summary>
    public TrainingData For(Trial trial)
    {
        if (_experiment?.Dataset.Folds is not int count || trial.Fold is not int fold)
            return this;
        int classes = Dataset.ClassNames.Length;
        StratifiedSplit split = StratifiedFolds.Create(Dataset.Train.Labels, classes, count, _experiment.Seed, trial.Repeat)
            .HoldOut(fold);
        int[] train = Limit(split.Train, classes, _experiment, Dataset);
        return new TrainingData(Dataset, train, split.Validation, _experiment);
    }

    /// <summary>
    /// The plan with these data as part of what it is: their checksum among its facts and in its fingerprint, so that a sweep is
    /// never carried on with other images.
    /// </summary>
    public SweepPlan Identify(SweepPlan plan) => plan with
    {
        Facts = [.. plan.Facts, .. CountsFromFiles(), KeyValuePair.Create(ChecksumFact, Dataset.Checksum)],
        Fingerprint = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Fingerprint} {Dataset.Checksum}"))),
    };

    /// <summary>What the plan could not say of the images before they were read.</summary>
    private IEnumerable<KeyValuePair<string, string>> CountsFromFiles()
    {
        if (Table is not null)
        {
            yield return KeyValuePair.Create(
                "rows",
                string.Create(CultureInfo.InvariantCulture, $"{Dataset.Train.Count:N0} train, {Dataset.Test.Count:N0} test"));
            yield return KeyValuePair.Create("columns", string.Join(", ", Table.Columns));
            if (!Table.LeftOut.IsEmpty)
                yield return KeyValuePair.Create("columns left out", $"{string.Join(", ", Table.LeftOut)}: they have texts");
        }
        else if (_experiment is not null && _experiment.Dataset.TrainCount is null)
        {
            yield return KeyValuePair.Create(
                "images",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Dataset.Train.Count:N0} train, {Dataset.Test.Count:N0} test, of {Dataset.Train.Shape.DescribeImage()} in "
                    + $"{Dataset.ClassNames.Length} classes"));
        }
    }

    private static TrainingData Split(Experiment experiment, Dataset dataset)
    {
        int classes = dataset.ClassNames.Length;
        if (experiment.Dataset.Folds > dataset.Train.Count)
        {
            throw new SweeperException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"cross_validation is {experiment.Dataset.Folds}; it must be from 2 to {dataset.Train.Count}, "
                    + $"the number of training images of {dataset.Name}"),
                FailureKind.Input);
        }

        int validationCount = experiment.Dataset.HeldOutOf(dataset.Train.Count);
        if (validationCount >= dataset.Train.Count)
        {
            throw new SweeperException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{validationCount} validation images cannot be held out of the {dataset.Train.Count} training images of "
                    + $"{dataset.Name}; hold out fewer"),
                FailureKind.Input);
        }

        new LoadedDatasetCheck(experiment, dataset).Check(validationCount);
        if (experiment.Dataset.Folds is not null)
            return new TrainingData(dataset, AllOf(dataset), null, experiment);
        StratifiedSplit split = StratifiedSplit.Create(dataset.Train.Labels, classes, validationCount, experiment.Seed);
        return new TrainingData(
            dataset, Limit(split.Train, classes, experiment, dataset), validationCount == 0 ? null : split.Validation,
            experiment);
    }

    private static int[] AllOf(Dataset dataset) => [.. Enumerable.Range(0, dataset.Train.Count)];

    private static int[] Limit(int[] train, int classes, Experiment experiment, Dataset dataset) =>
        experiment.Dataset.TrainLimit is int limit && limit < train.Length
            ? StratifiedSplit.Create(dataset.Train.Labels, train, classes, limit, experiment.Seed).Validation
            : train;
}
