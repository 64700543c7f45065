using System.Collections.Immutable;
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

    /// <summary>Whether somebody waits until it is on disk.</summary>
    public required bool IsWaitedFor { get; init; }

    public override bool CommitsAtOnce => IsWaitedFor;

    public override void Apply(WriterSession session)
    {
        int changed = session.Statement(
            """
            UPDATE trials
            SET state = ?2, reason = ?3, last_epoch = ?4, best_epoch = ?5, objective = ?6, ended_at = ?7, duration_seconds = ?8
            WHERE trial_id = ?1 AND state = 'running'
            """).Run(
                Trial.Id,
                Outcome.State.Name(),
                Outcome.Reason,
                Outcome.LastEpoch,
                Outcome.BestEpoch,
                Outcome.Objective,
                EndedAt,
                Outcome.DurationSeconds);
        if (changed != 1)
            throw Trial.NotExpected(session, "end");
        SettleEpochs(session);

        // A final metric may have been measured at that epoch already, when the trial was still running: the final one stands.
        if (Outcome.BestEpoch is int epoch)
        {
            session.AddMetrics(Trial, epoch, FinalMetrics.AsSpan());
            session.Metrics.Finish();
        }

        foreach (AttachmentRow attachment in Attachments)
            attachment.Insert(session);
    }

    // An attempt that was interrupted may have come further than the one that stands; one that is interrupted now may yet get
    // there.
    private void SettleEpochs(WriterSession session)
    {
        if (Outcome.State == TrialState.Interrupted)
        {
            session.Statement(
                "UPDATE trials SET last_epoch = (SELECT max(epoch) FROM trial_epochs WHERE trial_id = ?1) "
                + "WHERE trial_id = ?1").Run(Trial.Id);
            return;
        }

        int last = Outcome.LastEpoch ?? -1;
        session.Statement("DELETE FROM metrics WHERE trial_id = ?1 AND epoch > ?2").Run(Trial.Id, last);
        session.Statement("DELETE FROM trial_epochs WHERE trial_id = ?1 AND epoch > ?2").Run(Trial.Id, last);
    }
}
