using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Reading;

namespace Sweeper.Storage.Views;

/// <summary>
/// The views <c>runs</c>, <c>epochs</c> and <c>leaderboard</c>, through which people query the database; their columns are a
/// promise. Hyperparameters and metrics are whatever sweeps have, so the views are written anew whenever a name enters the
/// database.
/// </summary>
/// <remarks>
/// Each such column is a subquery that looks one row up by its primary key. SQLite evaluates it only where it is asked for, so a
/// database with a hundred metrics is as quick to query as one with three.
/// </remarks>
internal static class ViewDefinitions
{
    /// <summary>
    /// Only so many names of a kind get columns, because SQLite allows 2,000 in a view; the rest are in the tables.
    /// </summary>
    private const int LargestNameCount = 400;

    /// <summary>
    /// Replaces the views by ones that have a column for every name in the database. Within the caller's transaction.
    /// </summary>
    public static void Renew(SqliteConnection connection)
    {
        List<(long Id, string Name)> hyperparameters = InOrder(NameQueries.Hyperparameters(connection));
        List<(long Id, string Name)> metrics = InOrder(NameQueries.Metrics(connection));
        connection.Execute(
            $"""
            DROP VIEW IF EXISTS runs;
            DROP VIEW IF EXISTS epochs;
            DROP VIEW IF EXISTS leaderboard;
            {Runs(hyperparameters, metrics)};
            {Epochs(metrics)};
            {Leaderboard(hyperparameters, metrics)};
            """);
    }

    /// <summary>The names that get columns, in the order in which they entered the database.</summary>
    public static List<(long Id, string Name)> InOrder(Dictionary<long, string> names) =>
        [.. names.OrderBy(n => n.Key).Take(LargestNameCount).Select(n => (n.Key, n.Value))];

    private static string Runs(List<(long Id, string Name)> hyperparameters, List<(long Id, string Name)> metrics)
    {
        ColumnNames names = new(DocumentedViews.Names(DocumentedViews.Runs));
        IEnumerable<string> columns =
        [
            .. hyperparameters.Select(h => HyperparameterColumn(new NamedColumn(h.Id, names.ForHyperparameter(h.Name)))),
            .. metrics.Select(m => MetricColumn(new NamedColumn(m.Id, names.ForMetric("best_", m.Name)), "t.best_epoch")),
            .. metrics.Select(m => MetricColumn(new NamedColumn(m.Id, names.ForMetric("final_", m.Name)), "t.last_epoch")),
        ];
        return $"""
            CREATE VIEW runs AS
            SELECT {DocumentedViews.SweepColumns}, t.number AS trial, t.repeat AS repeat, t.fold AS fold, t.state AS state,
                t.reason AS reason, t.seed AS seed, t.planned_epochs AS planned_epochs, t.last_epoch AS epochs,
                t.best_epoch AS best_epoch, s.metric AS metric, s.goal AS goal, t.objective AS objective,
                t.duration_seconds AS duration_seconds, t.started_at AS started_at,
                t.ended_at AS ended_at{string.Concat(columns)}
            FROM sweeps AS s CROSS JOIN trials AS t ON t.sweep_id = s.sweep_id
            """;
    }

    private static string Epochs(List<(long Id, string Name)> metrics)
    {
        ColumnNames names = new(DocumentedViews.Names(DocumentedViews.Epochs));
        IEnumerable<string> columns = metrics.Select(
            m => MetricColumn(new NamedColumn(m.Id, names.ForMetric("", m.Name)), "e.epoch"));
        return $"""
            CREATE VIEW epochs AS
            SELECT {DocumentedViews.SweepColumns}, t.number AS trial, e.epoch AS epoch, e.epoch IS t.best_epoch AS is_best,
                e.duration_seconds AS duration_seconds, e.ended_at AS ended_at{string.Concat(columns)}
            FROM sweeps AS s CROSS JOIN trials AS t ON t.sweep_id = s.sweep_id
                CROSS JOIN trial_epochs AS e ON e.trial_id = t.trial_id
            """;
    }

    // Ranking comes first and alone: the window function then carries two columns through its sort, and a LIMIT on the view
    // looks up the values of the rows it returns only.
    private static string Leaderboard(List<(long Id, string Name)> hyperparameters, List<(long Id, string Name)> metrics)
    {
        ColumnNames names = new(DocumentedViews.Names(DocumentedViews.Leaderboard));
        IEnumerable<string> columns =
        [
            .. hyperparameters.Select(h => HyperparameterColumn(new NamedColumn(h.Id, names.ForHyperparameter(h.Name)))),
            .. metrics.Select(m => MetricColumn(new NamedColumn(m.Id, names.ForMetric("best_", m.Name)), "t.best_epoch")),
        ];
        return $"""
            CREATE VIEW leaderboard AS
            SELECT {DocumentedViews.SweepColumns}, ranked.place AS rank, t.number AS trial, t.repeat AS repeat, t.fold AS fold,
                t.state AS state, s.metric AS metric, s.goal AS goal, t.objective AS objective, t.best_epoch AS best_epoch,
                t.last_epoch AS epochs, t.duration_seconds AS duration_seconds, t.seed AS seed{string.Concat(columns)}
            FROM (
                SELECT r.trial_id AS trial_id, rank() OVER (
                    PARTITION BY r.sweep_id
                    ORDER BY CASE q.goal WHEN 'maximize' THEN -r.objective ELSE r.objective END) AS place
                FROM sweeps AS q CROSS JOIN trials AS r ON r.sweep_id = q.sweep_id
                WHERE {StoredRank.IsRanked("r")}
            ) AS ranked
            CROSS JOIN trials AS t ON t.trial_id = ranked.trial_id
            CROSS JOIN sweeps AS s ON s.sweep_id = t.sweep_id
            """;
    }

    private static string HyperparameterColumn(NamedColumn column) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        ,
            (SELECT v.value FROM hyperparameter_values AS v
             WHERE v.trial_id = t.trial_id AND v.hyperparameter_id = {column.Id}) AS {ColumnNames.Quote(column.Column)}
        """);

    private static string MetricColumn(NamedColumn column, string epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        ,
            (SELECT m.value FROM metrics AS m
             WHERE m.trial_id = t.trial_id AND m.epoch = {epoch} AND m.metric_id = {column.Id})
             AS {ColumnNames.Quote(column.Column)}
        """);
}
