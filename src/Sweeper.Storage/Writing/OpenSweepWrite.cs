using System.Collections.Immutable;
using Dapper;
using Sweeper.Storage.Databases;
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
        LatestRow? latest = session.Connection.QueryFirstOrDefault<LatestRow>(
            """
            SELECT sweep_id AS SweepId, number AS Number, fingerprint AS Fingerprint
            FROM sweeps WHERE name = @Name ORDER BY number DESC LIMIT 1
            """,
            new { plan.Name });
        List<TrialRow> trials = [];
        if (!fresh && latest?.Fingerprint == plan.Fingerprint)
            trials = ReadTrials(session, latest.SweepId);

        // The trials are compared too: should a fingerprint ever be kept while the plan changes, nothing is mixed up.
        if (latest is null || !IsPlan(trials))
        {
            SweepReference reference = new(plan.Name, (latest?.Number ?? 0) + 1);
            long created = new NewSweep(plan, reference, now).Insert(session);
            Opened = CarryOn(session, created, reference, ReadTrials(session, created));
        }
        else
        {
            Opened = CarryOn(session, latest.SweepId, new SweepReference(plan.Name, latest.Number), trials);
        }
    }

    private bool IsPlan(List<TrialRow> trials) =>
        trials.Count > 0
        && trials.Select(t => (t.Number, t.Identity)).SequenceEqual(plan.Trials.Select(t => (t.Number, t.Identity.Hex)));

    private OpenedSweep CarryOn(WriterSession session, long sweepId, SweepReference reference, List<TrialRow> trials)
    {
        ImmutableArray<TrialState> states = [.. trials.Select(t => TrialStates.Parse(t.State))];
        long? environmentId = null;
        if (states.Any(s => !s.IsDone()))
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
            TrialIds = trials.ToDictionary(t => new TrialIdentity(t.Identity), t => t.TrialId),
            States = states,
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

    private static List<TrialRow> ReadTrials(WriterSession session, long sweepId) => session.Connection.Query<TrialRow>(
        """
        SELECT trial_id AS TrialId, number AS Number, identity AS Identity, state AS State
        FROM trials WHERE sweep_id = @sweepId ORDER BY number
        """,
        new { sweepId }).AsList();

    private sealed class LatestRow
    {
        public long SweepId { get; init; }

        public int Number { get; init; }

        public string Fingerprint { get; init; } = "";
    }

    private sealed class TrialRow
    {
        public long TrialId { get; init; }

        public int Number { get; init; }

        public string Identity { get; init; } = "";

        public string State { get; init; } = "";
    }
}
