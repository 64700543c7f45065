using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Reading;

/// <summary>
/// Finds the trials of a selection: their keys and ranks, in order. What they hold is read afterwards, of those that are wanted.
/// </summary>
internal static class TrialSelector
{
    private static readonly string IsRanked = $"({StoredRank.IsRanked("trials")})";

    public static List<(long TrialId, int? Rank)> Select(
        SqliteConnection connection, SweepRecord sweep, TrialFields fields, TrialSelection selection)
    {
        FieldSql columns = new(NameQueries.HyperparameterKeys(connection), NameQueries.MetricKeys(connection));
        SqlText sql = new();

        // Ranked first, then joined by key: the other way round every trial would go through all ranks.
        sql.Add("SELECT t.trial_id, ranked.place FROM (SELECT trial_id, CASE WHEN ").Add(IsRanked)
            .Add(" THEN rank() OVER (PARTITION BY ").Add(IsRanked).Add(" ORDER BY objective ")
            .Add(sweep.Objective.Goal == Goal.Maximize ? "DESC" : "ASC")
            .Add(") END AS place FROM trials WHERE sweep_id = ")
            .AddValue(sweep.Id)
            .Add(") AS ranked CROSS JOIN trials AS t ON t.trial_id = ranked.trial_id WHERE TRUE");
        if (selection.Where is Filter filter)
        {
            sql.Add(" AND (");
            new FilterSql(fields, columns, sql).Write(filter);
            sql.Add(")");
        }

        WriteOrder(selection.Order, columns, sql);
        using SqliteStatement statement = new(connection, sql.ToString());
        statement.Bind([.. sql.Values]);
        List<(long, int?)> found = [];
        while (statement.Step())
            found.Add((statement.Int64(0), statement.Int32OrNull(1)));
        return found;
    }

    private static void WriteOrder(IReadOnlyList<TrialOrder> order, FieldSql columns, SqlText sql)
    {
        sql.Add(" ORDER BY ");
        foreach (TrialOrder key in order)
        {
            columns.Write(key.Field, sql);
            sql.Add(" IS NULL, ");
            columns.Write(key.Field, sql);
            sql.Add(key.IsDescending ? " DESC, " : " ASC, ");
        }

        sql.Add(
            """
            ranked.place IS NULL, ranked.place, t.state IN ('diverged', 'failed'),
            CASE t.state WHEN 'waiting' THEN 0 WHEN 'running' THEN 1 WHEN 'completed' THEN 2 WHEN 'pruned' THEN 3
                WHEN 'diverged' THEN 4 WHEN 'failed' THEN 5 ELSE 6 END,
            t.number
            """);
    }
}
