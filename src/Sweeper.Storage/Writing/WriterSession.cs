using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Reading;
using Sweeper.Storage.Views;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>
/// The open database as the writer's thread sees it: the connection, the statements prepared on it, and the keys of the names
/// met so far.
/// </summary>
internal sealed class WriterSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private readonly Dictionary<string, long> _hyperparameters = NameQueries.HyperparameterKeys(connection);
    private readonly Dictionary<string, long> _metrics = NameQueries.MetricKeys(connection);

    private RowInsert? _epochs;
    private RowInsert? _amendedEpochs;
    private RowInsert? _metricRows;
    private bool _hasNewName;

    public SqliteConnection Connection => connection;

    /// <summary>
    /// The statement of an SQL text, prepared when it is first asked for. Only one of a text is under way at a time.
    /// </summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out SqliteStatement? statement))
            _statements.Add(sql, statement = new SqliteStatement(connection, sql));
        return statement;
    }

    /// <summary>Epochs: trial, epoch, seconds, end. One that is there is replaced.</summary>
    public RowInsert Epochs => _epochs ??= new RowInsert(
        this,
        "INSERT INTO trial_epochs (trial_id, epoch, duration_seconds, ended_at) VALUES",
        columns: 4,
        "ON CONFLICT (trial_id, epoch) DO UPDATE SET duration_seconds = excluded.duration_seconds, "
        + "ended_at = excluded.ended_at");

    /// <summary>Epochs as those of <see cref="Epochs"/>; one that is there stays as it is.</summary>
    public RowInsert AmendedEpochs => _amendedEpochs ??= new RowInsert(
        this,
        "INSERT INTO trial_epochs (trial_id, epoch, duration_seconds, ended_at) VALUES",
        columns: 4,
        "ON CONFLICT (trial_id, epoch) DO NOTHING");

    /// <summary>Metrics: trial, epoch, metric, value, kind. One that is there is replaced.</summary>
    public RowInsert Metrics => _metricRows ??= new RowInsert(
        this,
        "INSERT INTO metrics (trial_id, epoch, metric_id, value, kind) VALUES",
        columns: 5,
        "ON CONFLICT (trial_id, epoch, metric_id) DO UPDATE SET value = excluded.value, kind = excluded.kind");

    /// <summary>Adds the metrics of an epoch to <see cref="Metrics"/>.</summary>
    public void AddMetrics(TrialKey trial, int epoch, ReadOnlySpan<MetricValue> metrics)
    {
        foreach (MetricValue metric in metrics)
            Metrics.Add(
                trial.Id, epoch, MetricId(metric.Metric), StoredMetric.Value(metric.Value), StoredMetric.Kind(metric.Value));
    }

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

    /// <summary>Gives the statements free; the connection stays open.</summary>
    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
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
}
