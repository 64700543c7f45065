using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Connections;

namespace Sweeper.Storage.Databases;

/// <summary>
/// Settles what a killed process left running. Whoever holds the run lock is the only runner, so nothing that the database has
/// as running is; and when nobody holds it, nothing is either.
/// </summary>
internal static class Recovery
{
    // Of each column what becomes of it where the state is running; trials first, whose new states decide that of their sweep.
    private static readonly (string Table, (string Column, string Value)[] Values)[] Settled =
    [
        ("trials",
        [
            ("state", "'interrupted'"),
            ("reason", "'its process stopped before it ended'"),
            ("last_epoch", "(SELECT max(epoch) FROM trial_epochs AS e WHERE e.trial_id = trials.trial_id)"),
            ("duration_seconds", "(SELECT total(duration_seconds) FROM trial_epochs AS e WHERE e.trial_id = trials.trial_id)"),
        ]),
        ("sweeps",
        [
            ("state", $"CASE WHEN {IsLeft} THEN 'interrupted' ELSE 'completed' END"),
            ("reason", $"CASE WHEN {IsLeft} THEN 'its process stopped before every trial had ended' ELSE 'every trial has "
                + "ended' END"),
            ("ended_at",
                """
                coalesce(
                    (SELECT e.ended_at FROM trial_epochs AS e JOIN trials AS t ON t.trial_id = e.trial_id
                     WHERE t.sweep_id = sweeps.sweep_id ORDER BY e.sequence DESC LIMIT 1),
                    created_at)
                """),
        ]),
    ];

    private const string IsLeft =
        "(coalesce(further_trials, 1) > 0 OR EXISTS (SELECT 1 FROM trials AS t WHERE t.sweep_id = sweeps.sweep_id AND t.state "
        + "IN ('waiting', 'interrupted')))";

    /// <summary>Settles it in the database.</summary>
    public static void Run(SqliteConnection connection)
    {
        IEnumerable<string> updates = Settled.Select(
            t => $"UPDATE {t.Table} SET {string.Join(", ", t.Values.Select(v => $"{v.Column} = {v.Value}"))} WHERE state = "
                + "'running';");
        connection.Execute($"BEGIN IMMEDIATE; {string.Concat(updates)}");
        SqliteConnections.Commit(connection);
    }

    /// <summary>Whether anything is recorded as running.</summary>
    public static bool IsNeeded(SqliteConnection connection)
    {
        using SqliteStatement statement = new(
            connection, "SELECT EXISTS (SELECT 1 FROM sweeps WHERE state = 'running') OR EXISTS (SELECT 1 FROM trials WHERE "
                + "state = 'running')");
        return statement.Step() && statement.Int32(0) != 0;
    }

    /// <summary>
    /// Settles it for one connection, which may only read: from then on its tables and views are temporary views that put the
    /// settled values in place of those in the database.
    /// </summary>
    public static void Show(SqliteConnection connection)
    {
        foreach ((string table, (string Column, string Value)[] values) in Settled)
        {
            IEnumerable<string> columns = SqliteStatement.Texts(connection, "SELECT name FROM pragma_table_info(?1)", table)
                .Select(name => Array.Find(values, v => v.Column == name) is { Value: string value }
                    ? $"CASE {table}.state WHEN 'running' THEN {value} ELSE {table}.{name} END AS {name}"
                    : $"{table}.{name}");
            connection.Execute($"CREATE TEMP VIEW {table} AS SELECT {string.Join(", ", columns)} FROM main.{table} AS {table}");
        }

        // A view sees the tables of its own schema only.
        const string Create = "CREATE ";
        foreach (string view in SqliteStatement.Texts(connection, "SELECT sql FROM main.sqlite_master WHERE type = 'view'"))
            connection.Execute($"CREATE TEMP {view[Create.Length..]}");
    }
}
