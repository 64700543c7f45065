using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;

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

    /// <summary>Every metric there can be; accuracies are 0 … 1.</summary>
    public static ImmutableArray<string> All { get; } =
        [TrainLoss, TrainAccuracy, ValidationLoss, ValidationAccuracy, TestLoss, TestAccuracy];

    /// <summary>Whether a metric is measured on validation images, and so exists only when some are held out.</summary>
    public static bool IsValidation(string metric) => metric is ValidationLoss or ValidationAccuracy;

    /// <summary>Whether a metric is measured on test images, every epoch only when the experiment says so.</summary>
    public static bool IsTest(string metric) => metric is TestLoss or TestAccuracy;

    /// <summary>The direction in which a metric is better: accuracies up, losses down.</summary>
    public static Goal NaturalGoal(string metric) =>
        metric.EndsWith("accuracy", StringComparison.Ordinal) ? Goal.Maximize : Goal.Minimize;
}
