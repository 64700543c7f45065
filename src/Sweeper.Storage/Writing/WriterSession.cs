using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Views;

namespace Sweeper.Storage.Writing;

/// <summary>The open database as the writer's thread sees it: the connection, and the keys of the names met so far.</summary>
internal sealed class WriterSession(SqliteConnection connection)
{
    private readonly Dictionary<string, long> _hyperparameters = Load(
        connection, "SELECT name, hyperparameter_id FROM hyperparameter_names");

    private readonly Dictionary<string, long> _metrics = Load(connection, "SELECT name, metric_id FROM metric_names");

    private bool _hasNewName;

    public SqliteConnection Connection => connection;

    public long HyperparameterId(string name) => IdOf(
        _hyperparameters, name, "INSERT INTO hyperparameter_names (name) VALUES (@name) RETURNING hyperparameter_id");

    public long MetricId(string name) => IdOf(
        _metrics, name, "INSERT INTO metric_names (name) VALUES (@name) RETURNING metric_id");

    /// <summary>Gives new names their columns; the last thing in a transaction.</summary>
    public void RenewViews()
    {
        if (!_hasNewName)
            return;
        ViewDefinitions.Renew(connection);
        _hasNewName = false;
    }

    private long IdOf(Dictionary<string, long> known, string name, string insert)
    {
        if (known.TryGetValue(name, out long id))
            return id;
        id = connection.QuerySingle<long>(insert, new { name });
        known.Add(name, id);
        _hasNewName = true;
        return id;
    }

    private static Dictionary<string, long> Load(SqliteConnection connection, string sql) =>
        connection.Query<(string Name, long Id)>(sql).ToDictionary(n => n.Name, n => n.Id, StringComparer.Ordinal);
}
