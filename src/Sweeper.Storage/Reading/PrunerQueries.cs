using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Storage.Reading;

/// <summary>Reads what pruners decide by.</summary>
internal static class PrunerQueries
{
    /// <summary>What a pruner must know of a sweep to go on with it.</summary>
    public static PrunerLog Log(SqliteConnection connection, long sweepId, IPruner pruner, Objective objective) =>
        pruner.Peers == PrunerPeers.Arrived
            ? new PrunerLog { Decisions = Decisions(connection, sweepId, "TRUE"), Completed = [] }
            : new PrunerLog
            {
                // What was decided on trials that are done matters to no other.
                Decisions = Decisions(connection, sweepId, "t.state NOT IN ('completed', 'pruned', 'diverged')"),
                Completed = Completed(connection, sweepId, objective.Metric),
            };

    private static ImmutableArray<PrunerDecision> Decisions(SqliteConnection connection, long sweepId, string condition) =>
    [
        .. connection.Query<PrunerDecisionRow>(
            $"""
            SELECT {PrunerDecisionRow.Columns}
            FROM trials AS t CROSS JOIN pruner_decisions AS d ON d.trial_id = t.trial_id
            WHERE t.sweep_id = @sweepId AND {condition}
            ORDER BY d.sequence
            """,
            new { sweepId },
            buffered: false).Select(d => d.ToDecision()),
    ];

    private static ImmutableArray<ObjectiveCurve> Completed(SqliteConnection connection, long sweepId, string metric)
    {
        ILookup<int, KeyValuePair<int, double>> values = connection.Query<(int Number, int Epoch, double Value)>(
            """
            SELECT t.number, m.epoch, m.value
            FROM trials AS t CROSS JOIN metrics AS m ON m.trial_id = t.trial_id
            WHERE t.sweep_id = @sweepId AND t.state = 'completed' AND m.kind IS NULL
                AND m.metric_id = (SELECT metric_id FROM metric_names WHERE name = @metric)
            ORDER BY m.trial_id, m.epoch
            """,
            new { sweepId, metric },
            buffered: false).ToLookup(v => v.Number, v => KeyValuePair.Create(v.Epoch, v.Value));
        return
        [
            .. connection.Query<int>(
                "SELECT number FROM trials WHERE sweep_id = @sweepId AND state = 'completed' ORDER BY number",
                new { sweepId }).Select(n => new ObjectiveCurve(n, [.. values[n]])),
        ];
    }
}
