using Dapper;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>Finds the sweep to carry on with, or creates a new one.</summary>
internal sealed class OpenSweepWrite(SweepPlan plan, SweepEnvironment environment, bool fresh, DateTimeOffset now) : Write
{
    public override bool CommitsAtOnce => true;

    /// <summary>The sweep; set when the write is committed.</summary>
    public OpenedSweep? Opened { get; private set; }

    public override void Apply(WriterSession session)
    {
        LatestSweep? latest = FindLatest(session);
        List<TrialStanding>? standings = null;
        bool isOfOtherLimits = latest is not null && latest.Fingerprint == plan.RecordedFingerprint;
        if (!fresh && latest is not null && (isOfOtherLimits || latest.Fingerprint == plan.Fingerprint))
            standings = FindPlanned(session, latest.SweepId);
        if (latest is not null && standings is not null && isOfOtherLimits)
            Extend(session, latest.SweepId, standings);
        else if (standings?.Count < plan.Trials.Length)
            standings = null;

        if (latest is null || standings is null)
        {
            SweepReference reference = new(plan.Name, (latest?.Number ?? 0) + 1);
            (long created, long firstTrial) = new PlanRows(plan).Insert(session, reference, now);
            Opened = CarryOn(session, created, reference, [.. Waiting(firstTrial, plan.Trials.Length)]);
        }
        else
        {
            Opened = CarryOn(session, latest.SweepId, new SweepReference(plan.Name, latest.Number), standings);
        }
    }

    private LatestSweep? FindLatest(WriterSession session)
    {
        using SqliteStatement statement = new(
            session.Connection, "SELECT sweep_id, number, fingerprint FROM sweeps WHERE name = ?1 ORDER BY number DESC LIMIT 1");
        return statement.Bind(plan.Name).Step()
            ? new LatestSweep(statement.Int64(0), statement.Int32(1), statement.Text(2))
            : null;
    }

    private void Extend(WriterSession session, long sweepId, List<TrialStanding> standings)
    {
        long firstTrial = new PlanRows(plan).Extend(session, sweepId, standings.Count);
        standings.AddRange(Waiting(firstTrial, plan.Trials.Length - standings.Count));
    }

    private static IEnumerable<TrialStanding> Waiting(long firstTrial, int count) =>
        Enumerable.Range(0, count).Select(i => new TrialStanding(firstTrial + i, TrialState.Waiting, 0));

    private OpenedSweep CarryOn(WriterSession session, long sweepId, SweepReference reference, List<TrialStanding> trials)
    {
        long? environmentId = null;
        if (trials.Index().Any(t => plan.IsLeft(t.Index, t.Item.State, t.Item.Attempts)))
        {
            session.Connection.Execute(
                "UPDATE sweeps SET state = 'running', reason = NULL, ended_at = NULL WHERE sweep_id = @sweepId", new { sweepId });
            environmentId = InsertEnvironment(session, sweepId);
        }

        return new OpenedSweep
        {
            SweepId = sweepId,
            Reference = reference,
            EnvironmentId = environmentId,
            Trials = plan.Trials,
            TrialIds = [.. trials.Select(t => t.TrialId)],
            States = [.. trials.Select(t => t.State)],
            Attempts = [.. trials.Select(t => t.Attempts)],
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
    private List<TrialStanding>? FindPlanned(WriterSession session, long sweepId)
    {
        using SqliteStatement statement = new(
            session.Connection, "SELECT trial_id, number, identity, state, attempts FROM trials WHERE sweep_id = ?1 ORDER BY number");
        statement.Bind(sweepId);
        List<TrialStanding> standings = new(plan.Trials.Length);
        while (statement.Step())
        {
            if (standings.Count == plan.Trials.Length)
                return null;
            Trial planned = plan.Trials[standings.Count];
            if (statement.Int32(1) != planned.Number || statement.Text(2) != planned.Identity.Hex)
                return null;
            standings.Add(new TrialStanding(statement.Int64(0), TrialStates.Parse(statement.Text(3)), statement.Int32(4)));
        }

        return standings;
    }

    private sealed record LatestSweep(long SweepId, int Number, string Fingerprint);

    private readonly record struct TrialStanding(long TrialId, TrialState State, int Attempts);
}
