using Dapper;
using Microsoft.Data.Sqlite;

namespace Sweeper.Storage.Writing;

/// <summary>
/// Settles what a killed process left running. Whoever holds the run lock is the only runner, so nothing that the database has
/// as running is.
/// </summary>
internal static class Recovery
{
    public static void Run(SqliteConnection connection) => connection.Execute(
        """
        BEGIN IMMEDIATE;

        UPDATE trials SET
            state = 'interrupted',
            reason = 'its process stopped before it ended',
            last_epoch = (SELECT max(epoch) FROM trial_epochs AS e WHERE e.trial_id = trials.trial_id),
            duration_seconds = (SELECT total(duration_seconds) FROM trial_epochs AS e WHERE e.trial_id = trials.trial_id)
        WHERE state = 'running';

        UPDATE sweeps SET
            (state, reason) = (
                SELECT CASE WHEN left_over = 0 THEN 'completed' ELSE 'interrupted' END,
                    CASE WHEN left_over = 0 THEN 'every trial has ended' ELSE 'its process stopped before every trial had ended' END
                FROM (SELECT count(*) AS left_over FROM trials AS t
                      WHERE t.sweep_id = sweeps.sweep_id AND t.state IN ('waiting', 'interrupted'))),
            ended_at = coalesce(
                (SELECT e.ended_at FROM trial_epochs AS e JOIN trials AS t ON t.trial_id = e.trial_id
                 WHERE t.sweep_id = sweeps.sweep_id ORDER BY e.sequence DESC LIMIT 1),
                created_at)
        WHERE state = 'running';

        COMMIT;
        """);
}
