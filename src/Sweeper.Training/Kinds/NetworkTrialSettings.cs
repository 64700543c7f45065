using System.Globalization;
using Sweeper.Experiments.Kinds;
using Sweeper.Neural.Training;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Datasets;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.Metrics;

namespace Sweeper.Training.Kinds;

/// <summary>What an experiment says of trials of the built-in network.</summary>
/// <param name="Dataset">What they train on.</param>
/// <param name="Evaluation">How and when they are measured.</param>
public sealed record NetworkTrialSettings(DatasetSettings Dataset, EvaluationSettings Evaluation) : TrialSettings
{
    public override ITrialKind Kind => NetworkTrialKind.Instance;

    public override HyperparameterTable Hyperparameters =>
        Dataset is CsvDatasetSettings { IsRegression: true } ? NetworkHyperparameters.OfNumbers : Kind.Hyperparameters;

    public override int? Folds => Dataset.Folds;

    public override IEnumerable<KeyValuePair<string, string>> Facts => NetworkFacts.Of(Dataset, Evaluation);

    public override IEnumerable<string> FingerprintLines
    {
        get
        {
            yield return DatasetLine();
            if (Folds is int folds)
                yield return Text($"cross validation {folds}");
            yield return $"evaluate {Evaluation.Train} {Evaluation.Test}";
            if (Evaluation.LossEvery is int steps)
                yield return Text($"loss every {steps}");
        }
    }

    public override int PlannedEpochs(HyperparameterValues values) =>
        (int)((NumberValue)values[HyperparameterNames.Epochs]).Number;

    public override int? MostEpochs(IEnumerable<SearchSpace> spaces)
    {
        Hyperparameter?[] epochs =
            [.. spaces.Select(s => s.Hyperparameters.FirstOrDefault(h => h.Name == HyperparameterNames.Epochs))];
        if (epochs.Any(h => h?.Distribution is not null))
            return null;
        HyperparameterValue byDefault =
            Hyperparameters.Find(HyperparameterNames.Epochs)!.DefaultFor(HyperparameterValues.Empty)!;
        return (int)epochs.SelectMany(h => h?.Values ?? [byDefault]).OfType<NumberValue>().Max(n => n.Number);
    }

    public override IEnumerable<string> Remarks(SweepPlan plan)
    {
        if (Evaluation.LossEvery is not int every || Dataset.TrainingCount is not int images)
            yield break;
        long most = plan.Trials.Max(t => t.PlannedEpochs * (long)Trainer<float>.StepsOf(
            images,
            BatchSizeHyperparameter.ImagesOf(t.Values[HyperparameterNames.BatchSize], images),
            t.Values[HyperparameterNames.DropLast] is BooleanValue { Boolean: true }));
        if (most < 2L * every)
            yield return Text(
                $"evaluate.loss_every is {every:N0}, but no trial has more than {most:N0} steps, too few for a curve");
    }

    private string DatasetLine()
    {
        // What only the files say is empty here; the checksum of their images joins the fingerprint once they are read.
        string validation = Dataset.ValidationCount?.ToString(CultureInfo.InvariantCulture) ?? Dataset.Validation.ToString();
        string divisor = Dataset.PixelDivisor == DatasetSettings.DefaultPixelDivisor
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" pixels/{Dataset.PixelDivisor:R}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"dataset {Dataset.Name} {Dataset.TrainCount} {Dataset.TestCount} {Dataset.FingerprintText} ")
            + string.Create(CultureInfo.InvariantCulture, $"validation {validation} training {Dataset.TrainingCount}{divisor}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
