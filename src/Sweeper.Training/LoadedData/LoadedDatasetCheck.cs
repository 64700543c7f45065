using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Datasets;
using Sweeper.Experiments;
using Sweeper.Neural.Images;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Spaces;
using Sweeper.Training.Datasets;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.Kinds;

namespace Sweeper.Training.LoadedData;

/// <summary>Checks what an experiment says against counts that only its files tell.</summary>
/// <param name="experiment">A valid experiment.</param>
/// <param name="dataset">The dataset it names.</param>
internal sealed class LoadedDatasetCheck(Experiment experiment, Dataset dataset)
{
    /// <exception cref="SweeperException">Something does not fit the images that were found.</exception>
    public void Check(int validationCount)
    {
        if (dataset.Table is not null && ValuesOf(HyperparameterNames.Augmentation)
            .FirstOrDefault(v => v.ToString() != AugmentationHyperparameter.None) is { } augmentation)
        {
            throw Refused(
                $"augmentation is {augmentation}, ",
                $"and {experiment.Dataset.Noun} of a table cannot be moved or turned; leave it out");
        }

        if (experiment.Dataset.TrainCount is null)
        {
            CheckCounts(validationCount);
            int images = dataset.Train.Count - validationCount;
            foreach (HyperparameterValue value in ValuesOf(HyperparameterNames.BatchSize))
                CheckBatchSize(value, Math.Min(images, experiment.Dataset.TrainLimit ?? images));
        }

        if (experiment.Dataset.InputCount is null || experiment.Dataset.ClassCount is null)
        {
            foreach (HyperparameterValue value in ValuesOf(HyperparameterNames.Architecture))
                CheckEnds(value);
        }

        if (experiment.Dataset.InputShape is null)
        {
            foreach (HyperparameterValue value in ValuesOf(HyperparameterNames.Architecture))
                CheckPlacement(value);
        }
    }

    private void CheckCounts(int validationCount)
    {
        if (validationCount == 0 && experiment.Dataset.Folds is null && experiment.Dataset.Validation.Count is null)
        {
            throw Refused(
                $"dataset.validation is {experiment.Dataset.Validation} of ",
                $"{dataset.Train.Count:N0} images, which is none; write 0 for no validation");
        }

        int left = dataset.Train.Count - validationCount;
        if (experiment.Dataset.TrainLimit > left)
            throw Refused(
                $"dataset.train_limit is {experiment.Dataset.TrainLimit}; {Found()}, so it must be from 1 to {left:N0}");
    }

    private void CheckBatchSize(HyperparameterValue value, int trainingCount)
    {
        if (value is NumberValue number && number.Number > trainingCount)
        {
            throw Refused(
                $"batch_size is {number.Number}; {Found()}, and {trainingCount:N0} are trained on, ",
                $"so it must be from 1 to {trainingCount:N0}, or full");
        }
    }

    // The full form would silently be a network with two more layers, so it is refused rather than guessed at.
    private void CheckEnds(HyperparameterValue value)
    {
        ImmutableArray<HiddenLayer> layers = ArchitectureHyperparameter.HiddenLayers(value);
        if (!ArchitectureHyperparameter.BeginsWithInputs(layers, dataset.Train.ValueCount))
            return;
        if (layers[^1] == new DenseHiddenLayer(dataset.ClassNames.Length))
        {
            throw Refused(
                $"architecture {value} names the inputs and classes too; {Found()}: ",
                $"write the hidden layers alone, {ArchitectureHyperparameter.Write(layers[1..^1])}");
        }

        throw Refused(
            $"architecture {value} begins with the number of inputs and does not end with that of the classes; {Found()}: ",
            $"write the hidden layers alone, and none of {dataset.Train.ValueCount} units first");
    }

    private void CheckPlacement(HyperparameterValue value)
    {
        ImmutableArray<HiddenLayer> layers = ArchitectureHyperparameter.HiddenLayers(value);
        if (new LayerPlacement(layers).FirstWrong(dataset.Train.Shape) is var (index, reason))
            throw Refused(
                $"layer {index + 1} of architecture {value} is {LayerNotation.Write(layers[index])}, {reason}; {Found()}");
    }

    private string Found()
    {
        string source = experiment.Dataset is FileDatasetSettings files ? files.Source : dataset.Name;
        LabelledImages train = dataset.Train;
        if (train.IsTable)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{source} gives {train.Count:N0} training rows of {train.Width:N0} columns of numbers");
        }

        (string channels, string numbers) = train.Channels == 1 ? ("", "pixels") : ($"×{train.Channels}", "numbers");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{source} gives {train.Count:N0} training images of {train.Width}×{train.Height}{channels} = "
            + $"{train.ValueCount:N0} {numbers} in {dataset.ClassNames.Length} classes");
    }

    private IEnumerable<HyperparameterValue> ValuesOf(string name) =>
        experiment.Include.Prepend(experiment.Space)
            .SelectMany(space => space.Hyperparameters)
            .Where(hyperparameter => hyperparameter.Name == name)
            .SelectMany(hyperparameter => hyperparameter.Values);

    private static SweeperException Refused(params FormattableString[] parts) =>
        new(string.Concat(parts.Select(FormattableString.Invariant)), FailureKind.Input);
}
