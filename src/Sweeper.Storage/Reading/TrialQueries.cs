using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Databases;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>Reads the trials of a sweep with their values and best metrics: one statement for each, however many trials there are.</summary>
internal static class TrialQueries
{
    public static ImmutableArray<TrialRecord> All(SqliteConnection connection, long sweepId)
    {
        Dictionary<long, List<KeyValuePair<string, HyperparameterValue>>> values = Values(connection, sweepId);
        Dictionary<long, List<MetricValue>> metrics = BestMetrics(connection, sweepId);
        return
        [
            .. connection.Query<TrialRow>(
                """
                SELECT trial_id AS TrialId, number AS Number, repeat AS Repeat, identity AS Identity, seed AS Seed, state AS State,
                    reason AS Reason, planned_epochs AS PlannedEpochs, last_epoch AS LastEpoch, best_epoch AS BestEpoch,
                    objective AS Objective, started_at AS StartedAt, duration_seconds AS DurationSeconds
                FROM trials WHERE sweep_id = @sweepId ORDER BY number
                """,
                new { sweepId }).Select(t => t.ToRecord(
                    values.TryGetValue(t.TrialId, out var own) ? new HyperparameterValues(own) : HyperparameterValues.Empty,
                    metrics.TryGetValue(t.TrialId, out var best) ? [.. best] : [])),
        ];
    }

    private static Dictionary<long, List<KeyValuePair<string, HyperparameterValue>>> Values(SqliteConnection connection, long sweepId)
    {
        Dictionary<long, string> names = NameQueries.Hyperparameters(connection);

        // A grid repeats few values many times: they are shared, being immutable.
        Dictionary<(object, string), HyperparameterValue> shared = [];
        Dictionary<long, List<KeyValuePair<string, HyperparameterValue>>> values = [];
        foreach ((long trialId, long nameId, object value, string kind) in connection.Query<(long, long, object, string)>(
            """
            SELECT v.trial_id, v.hyperparameter_id, v.value, v.kind
            FROM trials AS t CROSS JOIN hyperparameter_values AS v ON v.trial_id = t.trial_id
            WHERE t.sweep_id = @sweepId
            """,
            new { sweepId },
            buffered: false))
        {
            if (!shared.TryGetValue((value, kind), out HyperparameterValue? known))
                shared.Add((value, kind), known = StoredValue.Read(value, kind));
            if (!values.TryGetValue(trialId, out var own))
                values.Add(trialId, own = []);
            own.Add(KeyValuePair.Create(names[nameId], known));
        }

        return values;
    }

    private static Dictionary<long, List<MetricValue>> BestMetrics(SqliteConnection connection, long sweepId)
    {
        Dictionary<long, string> names = NameQueries.Metrics(connection);
        Dictionary<long, List<MetricValue>> metrics = [];
        foreach ((long trialId, long nameId, double? value, string? kind) in connection.Query<(long, long, double?, string?)>(
            """
            SELECT m.trial_id, m.metric_id, m.value, m.kind
            FROM trials AS t CROSS JOIN metrics AS m ON m.trial_id = t.trial_id AND m.epoch = t.best_epoch
            WHERE t.sweep_id = @sweepId
            """,
            new { sweepId },
            buffered: false))
        {
            if (!metrics.TryGetValue(trialId, out List<MetricValue>? own))
                metrics.Add(trialId, own = []);
            own.Add(new MetricValue(names[nameId], StoredMetric.Read(value, kind)));
        }

        return metrics;
    }
}
