using System.Collections.Immutable;
using Sweeper.Storage.Databases;
using Sweeper.Storage.Files;
using Sweeper.Storage.Reading;
using Sweeper.Storage.Views;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Queries;

/// <summary>The documented views and their columns.</summary>
public static class QuerySchema
{
    /// <summary>
    /// The columns of the views <c>runs</c>, <c>epochs</c>, <c>leaderboard</c>, <c>pruning</c> and <c>proposals</c>: those that
    /// are always there, then those of the hyperparameters and metrics in the database of a folder, if it has one.
    /// </summary>
    /// <exception cref="SweeperException">There is a database, but it cannot be read.</exception>
    public static ImmutableArray<SchemaColumn> Read(string resultsFolder)
    {
        ResultsFolder folder = new(resultsFolder);
        if (!File.Exists(folder.DatabasePath))
        {
            return
            [
                .. Fixed("runs", DocumentedViews.Runs), .. Fixed("epochs", DocumentedViews.Epochs),
                .. Fixed("leaderboard", DocumentedViews.Leaderboard), .. Fixed("pruning", DocumentedViews.Pruning),
                .. Fixed("proposals", DocumentedViews.Proposals),
            ];
        }

        using ReaderConnection connection = ReaderConnection.Open(folder);
        (List<string> hyperparameters, List<string> metrics) = connection.Read(c => (
            InOrder(NameQueries.Hyperparameters(c)), InOrder(NameQueries.Metrics(c))));
        return
        [
            .. Fixed("runs", DocumentedViews.Runs),
            .. Named("runs", DocumentedViews.Runs, hyperparameters, metrics, ["best_", "final_"]),
            .. Fixed("epochs", DocumentedViews.Epochs), .. Named("epochs", DocumentedViews.Epochs, [], metrics, [""]),
            .. Fixed("leaderboard", DocumentedViews.Leaderboard),
            .. Named("leaderboard", DocumentedViews.Leaderboard, hyperparameters, metrics, ["best_"]),
            .. Fixed("pruning", DocumentedViews.Pruning),
            .. Fixed("proposals", DocumentedViews.Proposals),
        ];
    }

    private static IEnumerable<SchemaColumn> Fixed(string view, ViewColumn[] columns) =>
        columns.Select(c => new SchemaColumn(view, c.Name, c.Description));

    private static IEnumerable<SchemaColumn> Named(
        string view, ViewColumn[] fixedColumns, List<string> hyperparameters, List<string> metrics, string[] qualifiers)
    {
        ColumnNames names = new(DocumentedViews.Names(fixedColumns));
        foreach (string name in hyperparameters)
            yield return new SchemaColumn(
                view, names.ForHyperparameter(name), $"hyperparameter {name}; null where a trial has none");
        foreach (string qualifier in qualifiers)
        {
            foreach (string metric in metrics)
                yield return new SchemaColumn(view, names.ForMetric(qualifier, metric), Describe(metric, qualifier));
        }
    }

    private static string Describe(string metric, string qualifier) => qualifier switch
    {
        "best_" => $"{metric} at the best epoch",
        "final_" => $"{metric} at the last epoch",
        _ => $"{metric} at this epoch",
    } + "; null where it is missing or no finite number";

    private static List<string> InOrder(Dictionary<long, string> names) =>
        [.. ViewDefinitions.InOrder(names).Select(n => n.Name)];
}

/// <summary>A column that can be queried.</summary>
/// <param name="View">The view it is in.</param>
/// <param name="Column">Its name.</param>
/// <param name="Description">What it holds, in a line.</param>
public sealed record SchemaColumn(string View, string Column, string Description);
