using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Training.Datasets;
using Sweeper.Training.Metrics;

namespace Sweeper.Training.Kinds;

/// <summary>What a reader of the results wants to know of the images and of how trials were measured.</summary>
internal static class NetworkFacts
{
    /// <summary>Names and texts in the order to show them.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of(DatasetSettings dataset, EvaluationSettings evaluation) =>
    [
        new("dataset", Images(dataset)),
        new("training", Training(dataset, evaluation)),
        new("validation", Validation(dataset)),
        new("test", Test(evaluation)),
    ];

    private static string Images(DatasetSettings dataset) => dataset.PixelDivisor == DatasetSettings.DefaultPixelDivisor
        ? dataset.Describe()
        : string.Create(CultureInfo.InvariantCulture, $"{dataset.Describe()}, pixels divided by {dataset.PixelDivisor}");

    private static string Training(DatasetSettings dataset, EvaluationSettings evaluation)
    {
        string measured = evaluation.Train == TrainEvaluation.Full
            ? "measured on all of them after each epoch"
            : "measured over the batches of each epoch as they are trained";
        string images = dataset.TrainingCount is int count
            ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} {dataset.Noun}")
            : $"all {dataset.Noun} that are not held out";
        return $"{images}, {measured}";
    }


    private static string Validation(DatasetSettings dataset) => dataset.ValidationCount switch
    {
        _ when dataset.Folds is int folds => string.Create(
            CultureInfo.InvariantCulture, $"{folds} folds of the training set, each held out by a trial of its own"),
        0 => "none",
        int count => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {dataset.Noun} held out of the training set"),
        null => $"{dataset.Validation} of the training set held out",
    };

    private static string Test(EvaluationSettings evaluation) => evaluation.Test == TestEvaluation.EachEpoch
        ? "measured after each epoch"
        : "measured once, at the best epoch of each trial";
}
