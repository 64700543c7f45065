using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tables;

/// <summary>Looks the fields of trials up, as a <see cref="ResultTable"/> holds them.</summary>
internal static class FieldValue
{
    public static object? Of(SelectedTrial selected, TrialField field) => field.Source switch
    {
        TrialFieldSource.Hyperparameter => Plain(selected.Trial.Values.Find(field.Key)),
        TrialFieldSource.BestMetric => Metric(selected.Trial.BestMetrics, field.Key),
        TrialFieldSource.FinalMetric => Metric(selected.FinalMetrics, field.Key),
        _ => Fact(selected, field.Key),
    };

    /// <summary>The value of a hyperparameter: numbers, booleans and texts as such, lists and maps as they are.</summary>
    public static object? Plain(HyperparameterValue? value) => value switch
    {
        // Without the casts each would be turned back into a HyperparameterValue, which has conversions from all of them.
        NumberValue number => (object)number.Number,
        BooleanValue boolean => (object)boolean.Boolean,
        TextValue text => (object)text.Text,
        _ => value,
    };

    /// <summary>The value of a metric; null where it was not reported.</summary>
    public static object? Metric(ImmutableArray<MetricValue> metrics, string name)
    {
        foreach (MetricValue metric in metrics)
        {
            if (metric.Metric == name)
                return metric.Value;
        }

        return null;
    }

    /// <summary>A time to the millisecond in UTC, as ISO 8601 writes it.</summary>
    public static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static object? Fact(SelectedTrial selected, string key)
    {
        TrialRecord trial = selected.Trial;
        return key switch
        {
            "rank" => selected.Rank,
            "trial" => trial.Number,
            "state" => trial.State.Name(),
            "reason" => trial.Reason,
            "repeat" => trial.Repeat,
            "fold" => trial.Fold,
            "seed" => trial.Seed,
            "identity" => trial.Identity.Hex,
            "planned_epochs" => trial.PlannedEpochs == Trial.UnknownEpochs ? null : trial.PlannedEpochs,
            "epochs" => trial.LastEpoch,
            "best_epoch" => trial.BestEpoch,
            "objective" => trial.Objective,
            "duration_seconds" => trial.DurationSeconds,
            "started_at" => Time(trial.StartedAt),
            "ended_at" => Time(selected.EndedAt),
            _ => throw new ArgumentException($"'{key}' is no fact of a trial.", nameof(key)),
        };
    }
}
