using Dapper;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>Finds the sweep to carry on with, or creates a new one.</summary>
internal sealed class OpenSweepWrite(SweepPlan plan, SweepEnvironment environment, bool fresh, DateTimeOffset now) : Write
{
    public override bool CommitsAtOnce => true;

    /// <summary>The trial that is to be trained to its end though it was pruned; null for none.</summary>
    public (SweepReference Sweep, int Trial)? Finishing { get; init; }

    /// <summary>The sweep; set when the write is committed.</summary>
    public OpenedSweep? Opened { get; private set; }

    public override void Apply(WriterSession session)
    {
        LatestSweep? latest = FindLatest(session);
        if (Finishing is (SweepReference sweep, int trial))
            Reopen(session, latest?.SweepId, sweep, trial);
        bool isOfOtherLimits = latest is not null && latest.Fingerprint == plan.RecordedFingerprint;
        List<RecordedStanding>? standings = !fresh && latest is not null
            && (isOfOtherLimits || latest.Fingerprint == plan.Fingerprint)
            ? FindPlanned(session, latest.SweepId)
            : null;
        var rows = new PlanRows(plan);
        if (latest is not null && standings is not null)
        {
            if (isOfOtherLimits)
                rows.Replace(session, latest.SweepId);
            Complete(session, latest.SweepId, standings, isOfOtherLimits);
            Opened = CarryOn(session, latest.SweepId, new SweepReference(plan.Name, latest.Number), standings);
        }
        else
        {
            SweepReference reference = new(plan.Name, (latest?.Number ?? 0) + 1);
            long created = rows.Insert(session, reference, now);
            standings = [];
            Complete(session, created, standings, isNew: true);
            Opened = CarryOn(session, created, reference, standings);
        }
    }

    // Records the trials whose turn may come soon.
    private void Complete(WriterSession session, long sweepId, List<RecordedStanding> standings, bool isNew)
    {
        int ahead = SweepPlan.RecordedAhead - standings.Count(s => s.State == TrialState.Waiting);
        Trial[] trials = [.. Enumerable.Range(standings.Count, Math.Max(0, Math.Min(ahead, plan.Trials.Count - standings.Count)))
            .Select(i => plan.Trials[i])];
        if (trials.Length == 0 && !isNew)
            return;
        long first = PlanRows.InsertTrials(session, sweepId, trials, plan.TrialCount - standings.Count - trials.Length);
        standings.AddRange(
            trials.Select((t, i) => new RecordedStanding(first + i, t.Identity, TrialState.Waiting, 0, 0, default)));
    }

    private LatestSweep? FindLatest(WriterSession session)
    {
        using SqliteStatement statement = new(
            session.Connection, "SELECT sweep_id, number, fingerprint FROM sweeps WHERE name = ?1 AND (?2 IS NULL OR number = "
                + "?2) ORDER BY number DESC LIMIT 1");
        return statement.Bind(plan.Name, Finishing?.Sweep.Number).Step()
            ? new LatestSweep(statement.Int64(0), statement.Int32(1), statement.Text(2))
            : null;
    }

    // What was measured once, at the best epoch, is measured again. It is what no other epoch has; of a single epoch nothing
    // tells it from the rest, and the trial starts anew.
    private const string ForgetFinalMetrics =
        """
        DELETE FROM metrics WHERE trial_id = @id AND (
            (SELECT count(*) FROM trial_epochs WHERE trial_id = @id AND epoch > 0) < 2
            OR metric_id NOT IN (
                SELECT o.metric_id FROM metrics AS o
                WHERE o.trial_id = @id AND o.epoch IS NOT (SELECT best_epoch FROM trials WHERE trial_id = @id)));
        DELETE FROM trial_epochs
        WHERE trial_id = @id AND (SELECT count(*) FROM trial_epochs WHERE trial_id = @id AND epoch > 0) < 2;
        """;

    private static void Reopen(WriterSession session, long? sweepId, SweepReference sweep, int trial)
    {
        long? id = session.Connection.QuerySingleOrDefault<long?>(
            "SELECT trial_id FROM trials WHERE sweep_id = @sweepId AND number = @trial AND state = "
            + "'pruned'", new { sweepId, trial });
        if (id is not null)
            session.Connection.Execute(ForgetFinalMetrics, new { id });
        int changed = session.Connection.Execute(
            "UPDATE trials SET state = 'interrupted' WHERE sweep_id = @sweepId AND number = @trial AND state IN ('pruned', "
            + "'interrupted')",
            new { sweepId, trial });
        if (changed != 1)
        {
            throw new SweeperException(
                FormattableString.Invariant($"trial {trial} of '{sweep}' is not pruned or interrupted any more"),
                FailureKind.Input);
        }
    }

    private SweepEnd FormerEnd(WriterSession session, long sweepId)
    {
        using SqliteStatement statement = new(
            session.Connection, "SELECT state, reason, ended_at FROM sweeps WHERE sweep_id = ?1");
        statement.Bind(sweepId).Step();
        return new SweepEnd(
            SweepStates.Parse(statement.Text(0)), statement.TextOrNull(1) ?? "", statement.TextOrNull(2)
                ?? StoredTime.Write(now));
    }

    private OpenedSweep CarryOn(WriterSession session, long sweepId, SweepReference reference, List<RecordedStanding> trials)
    {
        SweepEnd? former = Finishing is null ? null : FormerEnd(session, sweepId);
        long? environmentId = null;
        if (plan.TrialCount != trials.Count || trials.Index().Any(t => plan.IsLeft(t.Index + 1, t.Item.State, t.Item.Attempts)))
        {
            session.Connection.Execute(
                "UPDATE sweeps SET state = 'running', reason = NULL, ended_at = NULL WHERE sweep_id = "
                + "@sweepId", new { sweepId });
            environmentId = InsertEnvironment(session, sweepId);
        }

        return new OpenedSweep
        {
            SweepId = sweepId,
            Reference = reference,
            EnvironmentId = environmentId,
            Former = former,
            Trials = [.. trials],
            Fingerprint = plan.Fingerprint,
            RecordedFingerprint = plan.RecordedFingerprint,
            Pruning = environmentId is not null && plan.Pruner is IPruner pruner
                ? PrunerQueries.Log(session.Connection, sweepId, pruner, plan.Objective)
                : PrunerLog.Empty,
        };
    }

    private long InsertEnvironment(WriterSession session, long sweepId) => session.Connection.QuerySingle<long>(
        """
        INSERT INTO environments (sweep_id, version, git_commit, operating_system, processor, cores, runtime, machine_name,
            process_id, command_line, parallel, started_at)
        VALUES (@sweepId, @Version, @GitCommit, @OperatingSystem, @Processor, @Cores, @Runtime, @MachineName,
            @ProcessId, @CommandLine, @Parallel, @StartedAt)
        RETURNING environment_id
        """,
        new
        {
            sweepId,
            environment.Version,
            environment.GitCommit,
            environment.OperatingSystem,
            environment.Processor,
            environment.Cores,
            environment.Runtime,
            environment.MachineName,
            environment.ProcessId,
            environment.CommandLine,
            environment.Parallel,
            StartedAt = StoredTime.Write(environment.StartedAt),
        });

    /// <summary>Where the trials of a sweep stand; null when they are not the first of the plan.</summary>
    // A fingerprint tells as much: should one ever be kept while the plan changes, nothing is mixed up.
    private List<RecordedStanding>? FindPlanned(WriterSession session, long sweepId)
    {
        using SqliteStatement statement = new(
            session.Connection,
            "SELECT trial_id, number, identity, state, attempts, starts, objective, last_epoch FROM trials WHERE sweep_id = ?1 "
            + "ORDER BY number");
        statement.Bind(sweepId);
        List<RecordedStanding> standings = [];
        while (statement.Step())
        {
            if (standings.Count == plan.Trials.Count)
                return null;
            Trial planned = plan.Trials[standings.Count];
            if (statement.Int32(1) != planned.Number || statement.Text(2) != planned.Identity.Hex)
                return null;
            standings.Add(new RecordedStanding(
                statement.Int64(0),
                planned.Identity,
                TrialStates.Parse(statement.Text(3)),
                statement.Int32(4),
                statement.Int32(5),
                new EarlierResult(statement.DoubleOrNull(6), statement.Int32OrNull(7))));
        }

        return standings;
    }

    private sealed record LatestSweep(long SweepId, int Number, string Fingerprint);
}
