using System.Collections.Immutable;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>
/// Marks a trial as running. An interrupted one keeps its epochs, and the time at which it first started; a failed one begins
/// its next attempt with nothing, unless trials resume by themselves.
/// </summary>
internal sealed class StartTrialWrite : Write
{
    public required TrialKey Trial { get; init; }

    public required long EnvironmentId { get; init; }

    public required string StartedAt { get; init; }

    /// <summary>
    /// Whether somebody waits for the epochs that the trial keeps. Otherwise a start is in no hurry: it goes with what comes
    /// next.
    /// </summary>
    public required bool IsWaitedFor { get; init; }

    /// <summary>Whether a failed trial keeps its epochs, too.</summary>
    public bool KeepsEpochs { get; init; }

    public override bool CommitsAtOnce => IsWaitedFor;

    /// <summary>The epochs that the trial keeps, in ascending order; set when the write is committed.</summary>
    public ImmutableArray<EpochMetrics> Epochs { get; private set; } = [];

    public override void Apply(WriterSession session)
    {
        int resumed = session.Statement(
            """
            UPDATE trials
            SET state = 'running', reason = NULL, last_epoch = NULL, best_epoch = NULL, objective = NULL, ended_at = NULL,
                duration_seconds = NULL, environment_id = ?2, starts = starts + 1
            WHERE trial_id = ?1 AND state = 'interrupted'
            """).Run(Trial.Id, EnvironmentId);
        if (resumed != 1)
            Begin(session);
        if (resumed == 1 || KeepsEpochs)
            Epochs = EpochQueries.OfTrial(session.Connection, Trial.Id);

        // Files of earlier attachments stay until the trial ends: the same attachment goes to the same file.
        session.Statement("DELETE FROM attachments WHERE trial_id = ?1").Run(Trial.Id);
        session.Statement("DELETE FROM trial_places WHERE trial_id = ?1").Run(Trial.Id);
    }

    private void Begin(WriterSession session)
    {
        int changed = session.Statement(
            """
            UPDATE trials
            SET state = 'running', reason = NULL, last_epoch = NULL, best_epoch = NULL, objective = NULL,
                started_at = ?2, ended_at = NULL, duration_seconds = NULL, environment_id = ?3, attempts = attempts + 1,
                starts = starts + 1
            WHERE trial_id = ?1 AND state IN ('waiting', 'failed')
            """).Run(Trial.Id, StartedAt, EnvironmentId);
        if (changed != 1)
            throw Trial.NotExpected(session, "start");
        if (KeepsEpochs)
            return;
        session.Statement("DELETE FROM metrics WHERE trial_id = ?1").Run(Trial.Id);
        session.Statement("DELETE FROM trial_epochs WHERE trial_id = ?1").Run(Trial.Id);
    }
}
