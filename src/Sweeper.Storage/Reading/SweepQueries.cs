using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Databases;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>Reads sweeps and where they were run.</summary>
internal static class SweepQueries
{
    public static ImmutableArray<SweepRecord> All(SqliteConnection connection) =>
        [.. connection.Query<SweepRow>($"SELECT {SweepRow.Columns} FROM sweeps ORDER BY sweep_id").Select(s => Complete(connection, s))];

    public static SweepRecord? Find(SqliteConnection connection, string name, int? number)
    {
        SweepRow? row = connection.QueryFirstOrDefault<SweepRow>(
            $"""
            SELECT {SweepRow.Columns} FROM sweeps
            WHERE name = @name AND (@number IS NULL OR number = @number)
            ORDER BY number DESC LIMIT 1
            """,
            new { name, number });
        return row is null ? null : Complete(connection, row);
    }

    public static ImmutableArray<SweepEnvironment> Environments(SqliteConnection connection, long sweepId) =>
    [
        .. connection.Query<EnvironmentRow>(
            """
            SELECT version AS Version, git_commit AS GitCommit, operating_system AS OperatingSystem, processor AS Processor,
                cores AS Cores, runtime AS Runtime, machine_name AS MachineName, process_id AS ProcessId,
                command_line AS CommandLine, parallel AS Parallel, started_at AS StartedAt
            FROM environments WHERE sweep_id = @sweepId ORDER BY environment_id
            """,
            new { sweepId }).Select(r => r.ToRecord()),
    ];

    private static SweepRecord Complete(SqliteConnection connection, SweepRow row)
    {
        Goal goal = Goals.Parse(row.Goal);
        (long Number, double Objective)? best = Best(connection, row.SweepId, goal);
        return new SweepRecord
        {
            Id = row.SweepId,
            Reference = new SweepReference(row.Name, row.Number),
            Description = row.Description,
            State = SweepStates.Parse(row.State),
            Reason = row.Reason,
            Objective = new Objective(row.Metric, goal),
            EarlyStopping = StoredEarlyStopping.Read(row.EarlyStopping),
            Seed = row.Seed,
            ExperimentFile = row.ExperimentFile,
            ExperimentText = row.ExperimentText,
            Space = Space(connection, row.SweepId),
            Facts = Facts(connection, row.SweepId),
            TrialCounts = TrialCounts(connection, row.SweepId),
            BestTrial = (int?)best?.Number,
            BestObjective = best?.Objective,
            CreatedAt = StoredTime.Read(row.CreatedAt),
            EndedAt = StoredTime.ReadOrNull(row.EndedAt),
        };
    }

    private static (long Number, double Objective)? Best(SqliteConnection connection, long sweepId, Goal goal)
    {
        string direction = goal == Goal.Maximize ? "DESC" : "ASC";
        return connection.Query<(long, double)>(
            $"""
            SELECT number, objective FROM trials
            WHERE sweep_id = @sweepId AND objective IS NOT NULL AND state IN ('completed', 'pruned')
            ORDER BY objective {direction}, number LIMIT 1
            """,
            new { sweepId }).Cast<(long, double)?>().FirstOrDefault();
    }

    private static SearchSpace Space(SqliteConnection connection, long sweepId) => new()
    {
        Hyperparameters =
        [
            .. connection.Query<(string Name, long IsDerived, string Candidates)>(
                """
                SELECT n.name, h.is_derived, h.candidates FROM hyperparameters AS h JOIN hyperparameter_names AS n USING (hyperparameter_id)
                WHERE h.sweep_id = @sweepId ORDER BY h.position
                """,
                new { sweepId }).Select(h => new Hyperparameter
                {
                    Name = h.Name,
                    Values = ((ListValue)HyperparameterValue.Parse(h.Candidates)).Items,
                    IsDerived = h.IsDerived != 0,
                }),
        ],
    };

    private static ImmutableArray<KeyValuePair<string, string>> Facts(SqliteConnection connection, long sweepId) =>
    [
        .. connection.Query<(string Name, string Text)>(
            "SELECT name, text FROM sweep_facts WHERE sweep_id = @sweepId ORDER BY position",
            new { sweepId }).Select(f => KeyValuePair.Create(f.Name, f.Text)),
    ];

    private static Dictionary<TrialState, int> TrialCounts(SqliteConnection connection, long sweepId) =>
        connection.Query<(string State, int Count)>(
            "SELECT state, count(*) FROM trials WHERE sweep_id = @sweepId GROUP BY state",
            new { sweepId }).ToDictionary(c => TrialStates.Parse(c.State), c => c.Count);
}
