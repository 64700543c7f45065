using System.Collections.Immutable;
using Sweeper.Neural.Training;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.Metrics;

/// <summary>The metrics that a trial of the built-in network reports.</summary>
public static class NetworkMetrics
{
    public const string TrainLoss = "train_loss";
    public const string TrainAccuracy = "train_accuracy";
    public const string ValidationLoss = "validation_loss";
    public const string ValidationAccuracy = "validation_accuracy";
    public const string TestLoss = "test_loss";
    public const string TestAccuracy = "test_accuracy";

    public const string TrainRmse = "train_rmse";
    public const string TrainR2 = "train_r2";
    public const string ValidationRmse = "validation_rmse";
    public const string ValidationR2 = "validation_r2";
    public const string TestRmse = "test_rmse";
    public const string TestR2 = "test_r2";

    /// <summary>Every metric of a network that tells classes apart; accuracies are 0 … 1.</summary>
    public static ImmutableArray<string> All { get; } =
        [TrainLoss, TrainAccuracy, ValidationLoss, ValidationAccuracy, TestLoss, TestAccuracy];

    /// <summary>
    /// Every metric of a network that predicts a number: its root-mean-square error in the units of the target, and R², at most
    /// 1.
    /// </summary>
    public static ImmutableArray<string> OfNumbers { get; } =
        [TrainLoss, TrainRmse, TrainR2, ValidationLoss, ValidationRmse, ValidationR2, TestLoss, TestRmse, TestR2];

    /// <summary>What was measured of a network on some images or rows, as metrics.</summary>
    /// <param name="subset">train, validation or test.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="targetDeviation">
    /// What the target was divided by, where it is a number; null where the network tells classes apart.
    /// </param>
    public static ImmutableArray<MetricValue> Of(string subset, SubsetMetrics measured, double? targetDeviation) =>
        targetDeviation is double deviation
        ? [new($"{subset}_loss", measured.Loss), new($"{subset}_rmse", Math.Sqrt(measured.SquaredError) * deviation), new(
            $"{subset}_r2", measured.R2)]
        : [new($"{subset}_loss", measured.Loss), new($"{subset}_accuracy", measured.Accuracy)];

    /// <summary>Whether a metric is measured on validation images, and so exists only when some are held out.</summary>
    public static bool IsValidation(string metric) => metric.StartsWith("validation_", StringComparison.Ordinal);

    /// <summary>Whether a metric is measured on test images, every epoch only when the experiment says so.</summary>
    public static bool IsTest(string metric) => metric.StartsWith("test_", StringComparison.Ordinal);

    /// <summary>The direction in which a metric is better: accuracies and R² up, losses and errors down.</summary>
    public static Goal NaturalGoal(string metric) =>
        metric.EndsWith("accuracy", StringComparison.Ordinal) || metric.EndsWith("_r2", StringComparison.Ordinal) ? Goal.Maximize
            : Goal.Minimize;
}
