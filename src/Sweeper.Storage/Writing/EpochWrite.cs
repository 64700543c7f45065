using Dapper;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>Adds an epoch with its metrics to a running trial. Nearly all writes are of this kind, so neighbours go together.</summary>
internal sealed class EpochWrite : Write
{
    public required TrialKey Trial { get; init; }

    public required EpochMetrics Metrics { get; init; }

    public required string EndedAt { get; init; }

    public override bool CommitsAtOnce => false;

    public override void Apply(WriterSession session) => ApplyAll(session, [this]);

    /// <summary>
    /// Carries out several writes, each statement once for all of them: a prepared statement then serves every row.
    /// </summary>
    public static void ApplyAll(WriterSession session, IReadOnlyList<EpochWrite> writes)
    {
        foreach (EpochWrite write in writes)
        {
            foreach (MetricValue metric in write.Metrics.Metrics)
                session.MetricId(metric.Metric);
        }

        AdvanceTrials(session, writes);
        session.Connection.Execute(
            """
            INSERT INTO trial_epochs (trial_id, epoch, duration_seconds, ended_at)
            VALUES (@Id, @Epoch, @DurationSeconds, @EndedAt)
            """,
            writes.Select(w => new { w.Trial.Id, w.Metrics.Epoch, w.Metrics.DurationSeconds, w.EndedAt }));
        session.Connection.Execute(
            "INSERT INTO metrics (trial_id, epoch, metric_id, value, kind) VALUES (@TrialId, @Epoch, @MetricId, @Value, @Kind)",
            writes.SelectMany(w => MetricRow.Of(session, w.Trial, w.Metrics.Epoch, w.Metrics.Metrics)));
    }

    private static void AdvanceTrials(WriterSession session, IReadOnlyList<EpochWrite> writes)
    {
        const string Sql =
            """
            UPDATE trials SET last_epoch = @Epoch
            WHERE trial_id = @Id AND state = 'running' AND coalesce(last_epoch, -1) < @Epoch
            """;
        int changed = session.Connection.Execute(Sql, writes.Select(w => new { w.Trial.Id, w.Metrics.Epoch }));
        if (changed == writes.Count)
            return;

        // The statement answers with a sum, so look for the one that does not run; if all do, an epoch came out of order.
        EpochWrite refused = writes.FirstOrDefault(w => !IsRunning(session, w.Trial)) ?? writes[0];
        throw refused.Trial.NotExpected(session, "record an epoch");
    }

    private static bool IsRunning(WriterSession session, TrialKey trial) =>
        session.Connection.QuerySingleOrDefault<string>("SELECT state FROM trials WHERE trial_id = @Id", new { trial.Id }) == "running";
}
