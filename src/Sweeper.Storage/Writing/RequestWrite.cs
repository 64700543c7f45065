using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>Records what was asked of the sweep that runs, and what is made of it.</summary>
internal sealed class RequestWrite : Write
{
    public required long SweepId { get; init; }

    /// <summary>Null where it was asked of the whole sweep.</summary>
    public required long? TrialId { get; init; }

    public required SweepRequest Request { get; init; }

    public required RequestAnswer Answer { get; init; }

    /// <summary>How the trial had ended that is tried again; null when none is. Set when the write is committed.</summary>
    public TrialState? Retried { get; private set; }

    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
        session.Statement(
            """
            INSERT INTO requests (sweep_id, trial_id, kind, asked_by, asked_at, is_granted, answer)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """).Run(
                SweepId, TrialId, NameOf(Request.Kind), Request.AskedBy, StoredTime.Write(Request.AskedAt),
                Answer.IsGranted ? 1 : 0, Answer.Text);
        if (Request.Kind == RequestKind.Retry && Answer.IsGranted && TrialId is long trial)
            Retried = Again(session, trial, Request.AskedBy);
    }

    /// <summary>
    /// Has a failed trial wait; an interrupted one carries on as it is. Returns the state that it had, null when it was neither.
    /// </summary>
    public static TrialState? Again(WriterSession session, long trialId, string askedBy)
    {
        string state = SqliteStatement.Texts(session.Connection, "SELECT state FROM trials WHERE trial_id = ?1", trialId)[0];
        if (state == TrialState.Interrupted.Name())
            return TrialState.Interrupted;
        int changed = session.Statement(
            """
            UPDATE trials
            SET state = 'waiting',
                reason = ?2 || ' asked for it to be tried again; it had failed: ' || coalesce(reason, 'nobody knows why'),
                last_epoch = NULL, best_epoch = NULL, objective = NULL, ended_at = NULL, duration_seconds = NULL
            WHERE trial_id = ?1 AND state = 'failed'
            """).Run(trialId, askedBy);
        return changed == 1 ? TrialState.Failed : null;
    }

    private static string NameOf(RequestKind kind) => kind switch
    {
        RequestKind.Stop => "stop",
        RequestKind.Prune => "prune",
        RequestKind.Retry => "retry",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>Has a failed trial of a sweep that nobody runs wait for the next run of it.</summary>
internal sealed class RetryLaterWrite(SweepRequest request) : Write
{
    /// <summary>What came of it; set when the write is committed.</summary>
    public RequestAnswer? Answer { get; private set; }

    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
        using SqliteStatement find = new(
            session.Connection,
            """
            SELECT s.sweep_id, t.trial_id, t.state FROM sweeps AS s JOIN trials AS t ON t.sweep_id = s.sweep_id
            WHERE s.name = ?1 AND (?2 IS NULL OR s.number = ?2) AND t.number = ?3 ORDER BY s.number DESC LIMIT 1
            """);
        if (!find.Bind(request.Sweep, request.Number, request.Trial).Step())
        {
            Answer = new RequestAnswer(false, $"there is no trial '{request}'");
            return;
        }

        (long sweep, long trial, string state) = (find.Int64(0), find.Int64(1), find.Text(2));
        Answer = state switch
        {
            "failed" => new RequestAnswer(true, $"'{request}' is tried again when its experiment is run next"),
            "interrupted" or "waiting" => new RequestAnswer(true, $"'{request}' is trained when its experiment is run next"),
            _ => new RequestAnswer(false, $"'{request}' is {state}, and only a failed or stopped trial can be tried again"),
        };
        new RequestWrite { SweepId = sweep, TrialId = trial, Request = request, Answer = Answer }.Apply(session);
        session.Statement(
            "UPDATE sweeps SET state = 'interrupted', reason = ?2 WHERE sweep_id = ?1 AND state = 'completed' AND ?3")
            .Run(sweep, $"{request.AskedBy} asked for a failed trial to be tried again", state == "failed" ? 1 : 0);
    }
}
