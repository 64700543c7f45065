using Microsoft.Data.Sqlite;
using Sweeper.Storage.Connections;

namespace Sweeper.Storage.Reading;

/// <summary>The names behind the keys that the large tables hold.</summary>
internal static class NameQueries
{
    public static Dictionary<long, string> Hyperparameters(SqliteConnection connection) =>
        Read(connection, "SELECT hyperparameter_id, name FROM hyperparameter_names");

    public static Dictionary<long, string> Metrics(SqliteConnection connection) =>
        Read(connection, "SELECT metric_id, name FROM metric_names");

    /// <summary>The keys of the hyperparameters' names.</summary>
    public static Dictionary<string, long> HyperparameterKeys(SqliteConnection connection) => Keys(Hyperparameters(connection));

    /// <summary>The keys of the metrics' names.</summary>
    public static Dictionary<string, long> MetricKeys(SqliteConnection connection) => Keys(Metrics(connection));

    /// <summary>
    /// The metrics that trials of a sweep have at their best or last epochs, in the order in which they came into the database.
    /// </summary>
    public static List<string> MetricsOf(SqliteConnection connection, long sweepId) => SqliteStatement.Texts(
        connection,
        """
        SELECT name FROM metric_names WHERE metric_id IN (
            SELECT m.metric_id
            FROM trials AS t CROSS JOIN metrics AS m ON m.trial_id = t.trial_id AND m.epoch IN (t.best_epoch, t.last_epoch)
            WHERE t.sweep_id = ?1)
        ORDER BY metric_id
        """,
        sweepId);

    /// <summary>
    /// The metrics that trials of a sweep have at any epoch, in the order in which they came into the database.
    /// </summary>
    public static List<string> MetricsOfAnyEpoch(SqliteConnection connection, long sweepId) => SqliteStatement.Texts(
        connection,
        """
        SELECT name FROM metric_names WHERE metric_id IN (
            SELECT m.metric_id FROM trials AS t CROSS JOIN metrics AS m ON m.trial_id = t.trial_id WHERE t.sweep_id = ?1)
        ORDER BY metric_id
        """,
        sweepId);

    private static Dictionary<string, long> Keys(Dictionary<long, string> names) =>
        names.ToDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);

    private static Dictionary<long, string> Read(SqliteConnection connection, string sql)
    {
        using SqliteStatement statement = new(connection, sql);
        Dictionary<long, string> names = [];
        while (statement.Step())
            names.Add(statement.Int64(0), statement.Text(1));
        return names;
    }
}
