using Dapper;

namespace Sweeper.Storage.Writing;

/// <summary>Marks a trial as running and forgets earlier attempts at it.</summary>
internal sealed class StartTrialWrite : Write
{
    public required TrialKey Trial { get; init; }

    public required long EnvironmentId { get; init; }

    public required string StartedAt { get; init; }

    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
        int changed = session.Connection.Execute(
            """
            UPDATE trials
            SET state = 'running', reason = NULL, last_epoch = NULL, best_epoch = NULL, objective = NULL,
                started_at = @StartedAt, ended_at = NULL, duration_seconds = NULL, environment_id = @EnvironmentId
            WHERE trial_id = @Id AND state IN ('waiting', 'failed', 'interrupted')
            """,
            new { StartedAt, EnvironmentId, Trial.Id });
        if (changed != 1)
            throw Trial.NotExpected(session, "start");

        // Files of earlier attachments stay until the trial ends: the same attachment goes to the same file.
        session.Connection.Execute(
            """
            DELETE FROM metrics WHERE trial_id = @Id;
            DELETE FROM trial_epochs WHERE trial_id = @Id;
            DELETE FROM attachments WHERE trial_id = @Id;
            """,
            new { Trial.Id });
    }
}
