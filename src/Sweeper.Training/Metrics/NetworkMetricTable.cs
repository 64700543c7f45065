using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Training.Metrics;

/// <summary>The metrics of the built-in network, as an experiment may name them.</summary>
/// <param name="isRegression">Whether it predicts a number; otherwise it tells classes apart.</param>
internal sealed class NetworkMetricTable(bool isRegression) : MetricTable
{
    private static readonly NumberRange Accuracies = new(0, 1);
    private static readonly NumberRange Explained = new(double.NegativeInfinity, 1);

    public override ImmutableArray<string>? Names => isRegression ? NetworkMetrics.OfNumbers : NetworkMetrics.All;

    public override ImmutableArray<string>? SchemaNames => [.. NetworkMetrics.All.Union(NetworkMetrics.OfNumbers)];

    public override string DefaultText => isRegression ? NetworkMetrics.ValidationRmse : NetworkMetrics.ValidationAccuracy;

    public override string GoalText => "maximize for an accuracy, minimize for a loss";

    public override NumberRange Numbers => new(0);

    public override Goal? NaturalGoal(string metric) => NetworkMetrics.NaturalGoal(metric);

    public override NumberRange NumbersOf(string metric) =>
        metric.EndsWith("_r2", StringComparison.Ordinal) ? Explained
        : NetworkMetrics.NaturalGoal(metric) == Goal.Maximize ? Accuracies : Numbers;

    /// <summary>Why no trial reports a metric while it trains, or null when they do.</summary>
    /// <param name="metric">One of the table.</param>
    /// <param name="validationCount">The validation images; null where only the files say.</param>
    /// <param name="evaluation">When trials are measured.</param>
    public static string? WhyNotReported(string metric, int? validationCount, EvaluationSettings evaluation)
    {
        if (NetworkMetrics.IsValidation(metric) && validationCount == 0)
            return $"no trial reports {metric}, because dataset.validation is 0; hold images out, or name a train_ metric";
        return NetworkMetrics.IsTest(metric) && evaluation.Test == TestEvaluation.End
            ? $"no trial reports {metric} while it trains; name a validation_ metric, or write evaluate: {{test: each_epoch}}"
            : null;
    }
}
