using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Databases;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>Reads the epochs of a sweep.</summary>
internal static class EpochQueries
{
    public static Dictionary<int, ImmutableArray<EpochMetrics>> All(SqliteConnection connection, long sweepId)
    {
        Dictionary<(long, int), List<MetricValue>> metrics = Metrics(connection, sweepId);
        Dictionary<int, ImmutableArray<EpochMetrics>.Builder> epochs = [];
        foreach ((int number, long trialId, int epoch, double duration) in connection.Query<(int, long, int, double)>(
            """
            SELECT t.number, t.trial_id, e.epoch, e.duration_seconds
            FROM trials AS t CROSS JOIN trial_epochs AS e ON e.trial_id = t.trial_id
            WHERE t.sweep_id = @sweepId ORDER BY t.number, e.epoch
            """,
            new { sweepId },
            buffered: false))
        {
            if (!epochs.TryGetValue(number, out ImmutableArray<EpochMetrics>.Builder? own))
                epochs.Add(number, own = ImmutableArray.CreateBuilder<EpochMetrics>());
            own.Add(new EpochMetrics
            {
                Epoch = epoch,
                Metrics = metrics.TryGetValue((trialId, epoch), out List<MetricValue>? values) ? [.. values] : [],
                DurationSeconds = duration,
            });
        }

        return epochs.ToDictionary(e => e.Key, e => e.Value.ToImmutable());
    }

    private static Dictionary<(long, int), List<MetricValue>> Metrics(SqliteConnection connection, long sweepId)
    {
        Dictionary<long, string> names = NameQueries.Metrics(connection);
        Dictionary<(long, int), List<MetricValue>> metrics = [];
        foreach ((long trialId, int epoch, long nameId, double? value, string? kind) in
            connection.Query<(long, int, long, double?, string?)>(
                """
                SELECT m.trial_id, m.epoch, m.metric_id, m.value, m.kind
                FROM trials AS t CROSS JOIN metrics AS m ON m.trial_id = t.trial_id
                WHERE t.sweep_id = @sweepId
                """,
                new { sweepId },
                buffered: false))
        {
            if (!metrics.TryGetValue((trialId, epoch), out List<MetricValue>? own))
                metrics.Add((trialId, epoch), own = []);
            own.Add(new MetricValue(names[nameId], StoredMetric.Read(value, kind)));
        }

        return metrics;
    }
}
