using System.Collections.Frozen;
using System.Collections.Immutable;
using CsvHelper;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Imports;

/// <summary>
/// Reads a table with a row for each trial, such as runs exported from Weights &amp; Biases: a column is a metric by its name,
/// what the exporter knows of the run itself, or a hyperparameter.
/// </summary>
public static class ResultsTable
{
    private const string State = "State";
    private const string Runtime = "Runtime";

    // What Weights & Biases, and people, say of a run besides its settings and results.
    private static readonly FrozenSet<string> OfTheRun = FrozenSet.ToFrozenSet(
        [
            "id", "name", State, "notes", "user", "tags", "created", Runtime, "sweep", "group", "job type", "hostname",
                "commit", "description",
            "github", "runtime (s)", "start time", "end time", "updated", "agent", "gpu count", "gpu type", "trial", "run",
                "status", "number",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file of comma-separated values with a row of names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="choice">Says which column is what, as far as names do not.</param>
    /// <exception cref="SweeperException">It cannot be read, or nothing says by what to rank.</exception>
    public static ImportedResults Read(string path, ImportChoice choice)
    {
        using CsvReader csv = CsvReader.FromText(File.ReadAllText(path),
            new CsvReaderOptions { HasHeader = false, TrimWhitespace = true });
        if (!csv.Read())
            throw new SweeperException($"'{path}' has no row of names", FailureKind.Input);
        string[] names = Fields(csv.FieldCount);
        List<string[]> rows = [];
        while (csv.Read())
            rows.Add(Fields(names.Length));
        return rows.Count > 0 ? Results(path, choice, names, rows)
            : throw new SweeperException($"'{path}' has names and no row of results", FailureKind.Input);

        string[] Fields(int count) => [.. Enumerable.Range(0, count).Select(i => i < csv.FieldCount ? csv.GetString(i)
            .Trim('\ufeff', ' ') : "")];
    }

    private static ImportedResults Results(string path, ImportChoice choice, string[] names, List<string[]> rows)
    {
        int[] columns = [.. Enumerable.Range(0, names.Length).Where(i => rows.Any(r => r[i].Length > 0))];
        foreach (IGrouping<string, int> same in columns.Where(i => !IsOfTheRun(names[i])).GroupBy(i => names[i]))
        {
            if (same.Count() > 1)
                throw new SweeperException(
                    $"'{path}' has the name '{same.Key}' over several columns: {string.Join(", ", same.Select(i => i + 1))}; "
                        + "each must have a name of its own",
                    FailureKind.Input);
        }

        int[] metrics = [.. columns.Where(i => !IsOfTheRun(names[i]) && IsMetric(path, choice, names[i], rows, i))];
        int[] hyperparameters = [.. columns.Where(i => !metrics.Contains(i) && (choice.Parameters.IsEmpty
            ? !IsOfTheRun(names[i]) : choice.Parameters.Contains(names[i])))];
        choice.CheckParameters(path, hyperparameters.Select(i => names[i]));
        return ImportChoice.Results(
            Path.GetFileName(path),
            choice.Objective(path, metrics.Select(i => names[i])),
            rows.Select(r => Trial(names, r, hyperparameters, metrics)));
    }

    // A name such as "loss" may be that of a hyperparameter, which has no numbers then.
    private static bool IsMetric(string path, ImportChoice choice, string name, List<string[]> rows, int column)
    {
        if (!choice.IsMetric(name) || !rows.Any(r => ReadText.Number(r[column]) is not null))
            return false;
        int wrong = rows.FindIndex(r => !ReadText.IsNothing(r[column]) && ReadText.Number(r[column]) is null);
        return wrong < 0 ? true : throw new SweeperException(
            $"'{path}' has '{rows[wrong][column]}' for '{name}' in its row {wrong + 1} of results, where a metric has numbers; "
                + $"if it is none, name the hyperparameters with --parameters, '{name}' among them",
            FailureKind.Input);
    }

    private static bool IsOfTheRun(string name) => name.Length == 0 || name[0] == '_' || OfTheRun.Contains(name);

    private static ImportedTrial Trial(string[] names, string[] row, int[] hyperparameters, int[] metrics)
    {
        MetricValue[] values = [.. metrics.Where(i => !ReadText.IsNothing(row[i]))
            .Select(i => new MetricValue(names[i], ReadText.Number(row[i])!.Value))];
        return new ImportedTrial
        {
            Values = new HyperparameterValues(hyperparameters.Where(i => row[i].Length > 0)
                .Select(i => KeyValuePair.Create(names[i], ReadText.Value(row[i])))),
            State = Field(State).ToLowerInvariant() switch
            {
                "failed" or "crashed" or "killed" or "fail" or "error" => TrialState.Failed,
                "pruned" or "preempted" => TrialState.Pruned,
                "diverged" => TrialState.Diverged,
                _ => TrialState.Completed,
            },
            Epochs = values.Length == 0 ? [] : [new EpochMetrics { Epoch = 1, Metrics = [.. values], DurationSeconds = 0 }],
            DurationSeconds = Math.Max(0, ReadText.Number(Field(Runtime)) ?? 0),
        };

        string Field(string name) => Array.FindIndex(names, n => n.Equals(name,
            StringComparison.OrdinalIgnoreCase)) is int i and >= 0 ? row[i] : "";
    }
}
