using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeper.Experiments.Datasets;
using Sweeper.Neural.Datasets;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Training;

/// <summary>The images of an experiment, loaded once and shared read-only by all its trials.</summary>
public sealed class TrainingData
{
    /// <summary>The name of the fact with the checksum of the images.</summary>
    internal const string ChecksumFact = "dataset SHA-256";

    private readonly bool _isCountedFromFiles;

    private TrainingData(Dataset dataset, ImageSubset train, ImageSubset? validation, double pixelDivisor, bool isCountedFromFiles)
    {
        PixelScale = 1 / pixelDivisor;
        _isCountedFromFiles = isCountedFromFiles;
        Dataset = dataset;
        Train = train;
        Validation = validation;
        Test = new ImageSubset(dataset.Test);
    }

    public Dataset Dataset { get; }

    /// <summary>The images trained on.</summary>
    public ImageSubset Train { get; }

    /// <summary>The images held out of the training set; null when there are none.</summary>
    public ImageSubset? Validation { get; }

    public ImageSubset Test { get; }

    /// <summary>Pixels 0 … 255 are multiplied by it to become inputs.</summary>
    public double PixelScale { get; }

    /// <summary>Loads the dataset and splits it. The split follows from the experiment's seed and is the same for every trial.</summary>
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
    internal static TrainingData Of(Dataset dataset) =>
        new(dataset, new ImageSubset(dataset.Train), null, DatasetSettings.DefaultPixelDivisor, isCountedFromFiles: false);

    /// <summary>
    /// The plan with these data as part of what it is: their checksum among its facts and in its fingerprint, so that a sweep is
    /// never carried on with other images.
    /// </summary>
    public SweepPlan Identify(SweepPlan plan) => plan with
    {
        Facts = [.. plan.Facts, .. CountsFromFiles(), KeyValuePair.Create(ChecksumFact, Dataset.Checksum)],
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Fingerprint} {Dataset.Checksum}"))),
    };

    /// <summary>What the plan could not say of the images before they were read.</summary>
    private IEnumerable<KeyValuePair<string, string>> CountsFromFiles()
    {
        if (_isCountedFromFiles)
        {
            yield return KeyValuePair.Create(
                "images",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Dataset.Train.Count:N0} train, {Dataset.Test.Count:N0} test, of {Dataset.Train.Width}×{Dataset.Train.Height} pixels in {Dataset.ClassNames.Length} classes"));
        }
    }

    private static TrainingData Split(Experiment experiment, Dataset dataset)
    {
        int classes = dataset.ClassNames.Length;
        int validationCount = experiment.Dataset.Validation.CountOf(dataset.Train.Count);
        if (validationCount >= dataset.Train.Count)
        {
            throw new SweeperException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{validationCount} validation images cannot be held out of the {dataset.Train.Count} training images of {dataset.Name}; hold out fewer"),
                FailureKind.Input);
        }

        new LoadedDatasetCheck(experiment, dataset).Check(validationCount);
        StratifiedSplit split = StratifiedSplit.Create(dataset.Train.Labels, classes, validationCount, experiment.Seed);
        int[] train = split.Train;
        if (experiment.Dataset.TrainLimit is int limit && limit < train.Length)
            train = StratifiedSplit.Create(dataset.Train.Labels, train, classes, limit, experiment.Seed).Validation;

        ImageSubset? validation = validationCount == 0 ? null : new ImageSubset(dataset.Train, split.Validation);
        return new TrainingData(
            dataset, new ImageSubset(dataset.Train, train), validation, experiment.Dataset.PixelDivisor, experiment.Dataset.TrainCount is null);
    }
}
