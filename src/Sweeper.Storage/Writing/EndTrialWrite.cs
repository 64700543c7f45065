using System.Collections.Immutable;
using Dapper;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>Records how a trial ended. The files of its attachments are already in place.</summary>
internal sealed class EndTrialWrite : Write
{
    public required TrialKey Trial { get; init; }

    public required TrialOutcome Outcome { get; init; }

    /// <summary>Recorded at the outcome's best epoch.</summary>
    public required ImmutableArray<MetricValue> FinalMetrics { get; init; }

    public required ImmutableArray<AttachmentRow> Attachments { get; init; }

    public required string EndedAt { get; init; }

    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
        int changed = session.Connection.Execute(
            """
            UPDATE trials
            SET state = @State, reason = @Reason, last_epoch = @LastEpoch, best_epoch = @BestEpoch, objective = @Objective,
                ended_at = @EndedAt, duration_seconds = @DurationSeconds
            WHERE trial_id = @Id AND state = 'running'
            """,
            new
            {
                Trial.Id,
                State = Outcome.State.Name(),
                Outcome.Reason,
                Outcome.LastEpoch,
                Outcome.BestEpoch,
                Outcome.Objective,
                Outcome.DurationSeconds,
                EndedAt,
            });
        if (changed != 1)
            throw Trial.NotExpected(session, "end");
        if (Outcome.BestEpoch is int epoch)
            InsertFinalMetrics(session, epoch);
        InsertAttachments(session);
    }

    // A final metric may have been measured at that epoch already, when the trial was still running: the final one stands.
    private void InsertFinalMetrics(WriterSession session, int epoch) => session.Connection.Execute(
        """
        INSERT INTO metrics (trial_id, epoch, metric_id, value, kind) VALUES (@TrialId, @Epoch, @MetricId, @Value, @Kind)
        ON CONFLICT (trial_id, epoch, metric_id) DO UPDATE SET value = excluded.value, kind = excluded.kind
        """,
        MetricRow.Of(session, Trial, epoch, FinalMetrics).ToList());

    private void InsertAttachments(WriterSession session) => session.Connection.Execute(
        """
        INSERT INTO attachments (trial_id, name, media_type, bytes, content, path)
        VALUES (@TrialId, @Name, @MediaType, @Bytes, @Content, @Path)
        """,
        Attachments);
}
