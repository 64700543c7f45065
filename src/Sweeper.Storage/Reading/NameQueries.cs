using Dapper;
using Microsoft.Data.Sqlite;

namespace Sweeper.Storage.Reading;

/// <summary>The names behind the keys that the large tables hold.</summary>
internal static class NameQueries
{
    public static Dictionary<long, string> Hyperparameters(SqliteConnection connection) =>
        Read(connection, "SELECT hyperparameter_id, name FROM hyperparameter_names");

    public static Dictionary<long, string> Metrics(SqliteConnection connection) =>
        Read(connection, "SELECT metric_id, name FROM metric_names");

    private static Dictionary<long, string> Read(SqliteConnection connection, string sql) =>
        connection.Query<(long Id, string Name)>(sql).ToDictionary(n => n.Id, n => n.Name);
}
