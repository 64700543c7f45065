using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Storage.Reading;

/// <summary>Reads what pruners decide by, and what they decided.</summary>
internal static class PrunerQueries
{
    /// <summary>
    /// The columns that <see cref="Decision"/> reads, for a SELECT from <c>pruner_decisions AS d</c> to begin with.
    /// </summary>
    public const string Columns = "d.rule, d.rung, d.epoch, d.value, d.kind, d.threshold, d.compared, d.kept, d.is_pruned";

    /// <summary>What a pruner must know of a sweep to go on with it.</summary>
    public static PrunerLog Log(SqliteConnection connection, long sweepId, IPruner pruner, Objective objective) =>
        pruner.Peers == PrunerPeers.Arrived
            ? new PrunerLog { Decisions = Decisions(connection, sweepId), Completed = [] }
            : new PrunerLog
            {
                // What was decided on trials that are done matters to no other.
                Decisions = Decisions(connection, sweepId, "t.state NOT IN ('completed', 'pruned', 'diverged')"),
                Completed = Completed(connection, sweepId, objective.Metric),
            };

    /// <summary>The decision in the present row.</summary>
    /// <param name="row">A row that begins with <see cref="Columns"/>.</param>
    /// <param name="trial">The number of the trial.</param>
    public static PrunerDecision Decision(SqliteStatement row, int trial) => new()
    {
        Trial = trial,
        Rule = row.Text(0),
        Rung = row.Int32(1),
        Epoch = row.Int32(2),
        Value = StoredMetric.Read(row.DoubleOrNull(3), row.TextOrNull(4)),
        Threshold = row.DoubleOrNull(5),
        Compared = row.Int32(6),
        Kept = row.Int32(7),
        IsPruned = row.Int32(8) != 0,
    };

    /// <summary>The decisions on some trials of a sweep, in the order in which they were made.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="sweepId">The sweep.</param>
    /// <param name="condition">SQL that is true of those trials, <c>t</c>.</param>
    public static ImmutableArray<PrunerDecision> Decisions(SqliteConnection connection, long sweepId, string condition = "TRUE")
    {
        using SqliteStatement statement = new(
            connection,
            $"""
            SELECT {Columns}, t.number
            FROM trials AS t CROSS JOIN pruner_decisions AS d ON d.trial_id = t.trial_id
            WHERE t.sweep_id = ?1 AND {condition}
            ORDER BY d.sequence
            """);
        statement.Bind(sweepId);
        var decisions = ImmutableArray.CreateBuilder<PrunerDecision>();
        while (statement.Step())
            decisions.Add(Decision(statement, statement.Int32(9)));
        return decisions.ToImmutable();
    }

    // A trial without a value of the metric has a row all the same.
    private static ImmutableArray<ObjectiveCurve> Completed(SqliteConnection connection, long sweepId, string metric)
    {
        using SqliteStatement statement = new(
            connection,
            """
            SELECT t.number, m.epoch, m.value
            FROM trials AS t LEFT JOIN metrics AS m ON m.trial_id = t.trial_id AND m.kind IS NULL
                AND m.metric_id = (SELECT metric_id FROM metric_names WHERE name = ?2)
            WHERE t.sweep_id = ?1 AND t.state = 'completed'
            ORDER BY t.number, m.epoch
            """);
        statement.Bind(sweepId, metric);
        SortedDictionary<int, ImmutableArray<KeyValuePair<int, double>>.Builder> curves = [];
        while (statement.Step())
        {
            int trial = statement.Int32(0);
            if (!curves.TryGetValue(trial, out ImmutableArray<KeyValuePair<int, double>>.Builder? values))
                curves.Add(trial, values = ImmutableArray.CreateBuilder<KeyValuePair<int, double>>());
            if (!statement.IsNull(1))
                values.Add(KeyValuePair.Create(statement.Int32(1), statement.Double(2)));
        }

        return [.. curves.Select(c => new ObjectiveCurve(c.Key, c.Value.ToImmutable()))];
    }
}
