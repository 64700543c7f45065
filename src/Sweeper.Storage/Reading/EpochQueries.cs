using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>Reads the epochs of a sweep.</summary>
internal static class EpochQueries
{
    public static Dictionary<int, ImmutableArray<EpochMetrics>> All(SqliteConnection connection, long sweepId)
    {
        Dictionary<int, ImmutableArray<EpochMetrics>.Builder> epochs = [];
        foreach (EpochRecord epoch in Stream(connection, sweepId))
        {
            if (!epochs.TryGetValue(epoch.TrialNumber, out ImmutableArray<EpochMetrics>.Builder? own))
                epochs.Add(epoch.TrialNumber, own = ImmutableArray.CreateBuilder<EpochMetrics>());
            own.Add(epoch.Metrics);
        }

        return epochs.ToDictionary(e => e.Key, e => e.Value.DrainToImmutable());
    }

    /// <summary>The epochs of one trial in ascending order.</summary>
    public static ImmutableArray<EpochMetrics> OfTrial(SqliteConnection connection, long trialId)
    {
        Dictionary<long, string> names = NameQueries.Metrics(connection);
        using SqliteStatement epochs = new(
            connection, "SELECT epoch, duration_seconds FROM trial_epochs WHERE trial_id = ?1 ORDER BY epoch");
        using SqliteStatement metrics = new(
            connection, "SELECT metric_id, value, kind FROM metrics WHERE trial_id = ?1 AND epoch = ?2");
        epochs.Bind(trialId);
        var records = ImmutableArray.CreateBuilder<EpochMetrics>();
        while (epochs.Step())
        {
            var own = ImmutableArray.CreateBuilder<MetricValue>();
            metrics.Bind(trialId, epochs.Int32(0));
            while (metrics.Step())
                own.Add(
                    new MetricValue(names[metrics.Int64(0)], StoredMetric.Read(metrics.DoubleOrNull(1), metrics.TextOrNull(2))));
            records.Add(
                new EpochMetrics { Epoch = epochs.Int32(0), Metrics = own.ToImmutable(), DurationSeconds = epochs.Double(1) });
        }

        return records.ToImmutable();
    }

    /// <summary>
    /// The epochs by trial number and epoch, each read when it is asked for: its row, then a row per metric, in the order of the
    /// keys.
    /// </summary>
    public static IEnumerable<EpochRecord> Stream(SqliteConnection connection, long sweepId)
    {
        Dictionary<long, string> names = NameQueries.Metrics(connection);
        using SqliteStatement statement = new(
            connection,
            """
            SELECT t.number, e.epoch, e.duration_seconds, e.epoch IS t.best_epoch, m.metric_id, m.value, m.kind
            FROM trials AS t CROSS JOIN trial_epochs AS e ON e.trial_id = t.trial_id
                LEFT JOIN metrics AS m ON m.trial_id = e.trial_id AND m.epoch = e.epoch
            WHERE t.sweep_id = ?1 ORDER BY t.number, e.epoch
            """);
        statement.Bind(sweepId);
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        (int Trial, int Epoch, double Duration, bool IsBest)? current = null;
        while (statement.Step())
        {
            int trial = statement.Int32(0), epoch = statement.Int32(1);
            if (current is { } ended && (ended.Trial != trial || ended.Epoch != epoch))
                yield return Record(ended, metrics);
            current = (trial, epoch, statement.Double(2), statement.Int32(3) != 0);
            if (!statement.IsNull(4))
                metrics.Add(new MetricValue(
                    names[statement.Int64(4)], StoredMetric.Read(statement.DoubleOrNull(5), statement.TextOrNull(6))));
        }

        if (current is { } last)
            yield return Record(last, metrics);
    }

    private static EpochRecord Record(
        (int Trial, int Epoch, double Duration, bool IsBest) epoch, ImmutableArray<MetricValue>.Builder metrics)
    {
        EpochRecord record = new(
            epoch.Trial,
            epoch.IsBest,
            new EpochMetrics { Epoch = epoch.Epoch, DurationSeconds = epoch.Duration, Metrics = metrics.ToImmutable() });
        metrics.Clear();
        return record;
    }
}
