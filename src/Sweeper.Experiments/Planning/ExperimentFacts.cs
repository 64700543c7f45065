using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Datasets;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Experiments.Planning;

/// <summary>What a reader of the results wants to know of an experiment besides its hyperparameters.</summary>
internal static class ExperimentFacts
{
    /// <summary>The name of the facts with the values that were set on the command line.</summary>
    public const string SetOnCommandLine = "set on the command line";

    /// <summary>Names and texts in the order to show them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="lastEpoch">That of its longest trial.</param>
    public static ImmutableArray<KeyValuePair<string, string>> Of(Experiment experiment, int lastEpoch) =>
    [
        new("dataset", Dataset(experiment.Dataset)),
        new("training", Training(experiment)),
        new("validation", Validation(experiment.Dataset)),
        new("test", Test(experiment.Evaluation)),
        new("method", Method(experiment)),
        .. from hyperparameter in experiment.Space.Hyperparameters
           let distribution = hyperparameter.Distribution
           where distribution is not null
           select KeyValuePair.Create($"{hyperparameter.Name} drawn from", distribution.Description),
        .. experiment.Pruner is IPruner pruner ? [KeyValuePair.Create("pruning", pruner.Describe(lastEpoch))] : ImmutableArray<KeyValuePair<string, string>>.Empty,
        .. experiment.Settings.Select(s => KeyValuePair.Create(SetOnCommandLine, s)),
    ];

    private static string Dataset(DatasetSettings dataset) => dataset.PixelDivisor == DatasetSettings.DefaultPixelDivisor
        ? dataset.Describe()
        : string.Create(CultureInfo.InvariantCulture, $"{dataset.Describe()}, pixels divided by {dataset.PixelDivisor}");

    private static string Training(Experiment experiment)
    {
        string measured = experiment.Evaluation.Train == TrainEvaluation.Full
            ? "measured on all of them after each epoch"
            : "measured over the batches of each epoch as they are trained";
        string images = experiment.Dataset.TrainingCount is int count
            ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} images")
            : "all images that are not held out";
        return $"{images}, {measured}";
    }

    private static string Method(Experiment experiment)
    {
        string cells = experiment.Method == SearchMethod.Random ? "random" : "grid";
        string cap = experiment.RunCap is int most ? string.Create(CultureInfo.InvariantCulture, $", at most {most:N0} trials") : "";
        string repeats = experiment.Repeats > 1 ? string.Create(CultureInfo.InvariantCulture, $", each setting {experiment.Repeats} times") : "";
        return $"{cells}{cap}{repeats}";
    }

    private static string Validation(DatasetSettings dataset) => dataset.ValidationCount switch
    {
        _ when dataset.Folds is int folds => string.Create(
            CultureInfo.InvariantCulture, $"{folds} folds of the training set, each held out by a trial of its own"),
        0 => "none",
        int count => string.Create(CultureInfo.InvariantCulture, $"{count:N0} images held out of the training set"),
        null => $"{dataset.Validation} of the training set held out",
    };

    private static string Test(EvaluationSettings evaluation) => evaluation.Test == TestEvaluation.EachEpoch
        ? "measured after each epoch"
        : "measured once, at the best epoch of each trial";
}
