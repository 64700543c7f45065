using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Optuna;

/// <summary>
/// Writes a sweep as a study of Optuna, in the tables of its relational storage as of version 3.2, which version 4 has too
/// (optuna/storages/_rdb/models.py): swept hyperparameters are parameters, the objective after each epoch an intermediate value,
/// other metrics user attributes.
/// </summary>
public static class OptunaWriter
{
    private const string Version = "v3.2.0.a";
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    /// <summary>Writes a database.</summary>
    /// <param name="path">A file that is not there.</param>
    /// <param name="reader">Where the sweep is recorded.</param>
    /// <param name="sweep">The sweep; it has an objective.</param>
    public static void Write(string path, ISweepReader reader, SweepRecord sweep)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        using var connection = new SqliteConnection(text.ToString());
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        connection.Execute(OptunaSchema.Text, transaction: transaction);
        connection.Execute("INSERT INTO alembic_version VALUES (@Version)", new { Version }, transaction);
        connection.Execute("INSERT INTO version_info VALUES (1, 12, '4.0.0')", transaction: transaction);
        connection.Execute("INSERT INTO studies VALUES (1, @name)", new { name = sweep.Reference.ToString() }, transaction);
        connection.Execute(
            "INSERT INTO study_directions VALUES (1, @direction, 1, 0)",
            new { direction = sweep.Objective.Goal == Goal.Maximize ? "MAXIMIZE" : "MINIMIZE" },
            transaction);
        AddAttribute(connection, transaction, "study", 1, "objective", JsonSerializer.Serialize(sweep.Objective.Metric));
        var distributions = new OptunaDistributions(sweep, reader.ReadTrials(sweep));
        IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> epochs = reader.ReadEpochs(sweep);
        foreach (TrialRecord trial in distributions.Trials)
        {
            AddTrial(connection, transaction, trial, distributions);
            foreach (EpochMetrics epoch in epochs.TryGetValue(trial.Number, out var own) ? own : [])
                AddIntermediate(connection, transaction, trial.Number, epoch.Epoch, epoch.Find(sweep.Objective.Metric));
        }

        transaction.Commit();
    }

    private static void AddTrial(
        SqliteConnection connection, SqliteTransaction transaction, TrialRecord trial, OptunaDistributions distributions)
    {
        connection.Execute(
            "INSERT INTO trials VALUES (@Number, @Place, 1, @State, @Started, @Ended)",
            new
            {
                trial.Number,
                Place = trial.Number - 1,
                State = StateOf(trial),
                Started = Time(trial.StartedAt),
                Ended = Time(trial.State.IsDone() && trial.DurationSeconds is double seconds
                    ? trial.StartedAt?.AddSeconds(seconds) : null),
            },
            transaction);
        foreach (Hyperparameter hyperparameter in distributions.Swept)
        {
            if (trial.Values.Find(hyperparameter.Name) is HyperparameterValue value)
            {
                connection.Execute(
                    "INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (@Number, @Name, "
                    + "@Value, @Json)",
                    new { trial.Number, hyperparameter.Name, Value = distributions.NumberOf(hyperparameter, value),
                        Json = distributions.JsonOf(hyperparameter) },
                    transaction);
            }
        }

        if (trial.Objective is double objective && trial.State.IsRanked())
        {
            (double? value, string type) = OptunaNumber.Write(objective);
            connection.Execute(
                "INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@Number, 0, @value, @type)",
                new { trial.Number, value, type },
                transaction);
        }

        foreach (MetricValue metric in trial.BestMetrics.Where(m => double.IsFinite(m.Value)))
            AddAttribute(connection, transaction, "trial", trial.Number, metric.Metric, JsonSerializer.Serialize(metric.Value));
        AddAttribute(connection, transaction, "trial", trial.Number, "seed", JsonSerializer.Serialize(trial.Seed));
    }

    private static void AddIntermediate(
        SqliteConnection connection, SqliteTransaction transaction, int trial, int step, double? metric)
    {
        if (metric is not double number)
            return;
        (double? value, string type) = OptunaNumber.Write(number);
        connection.Execute(
            "INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) "
            + "VALUES (@trial, @step, @value, @type)",
            new { trial, step, value, type },
            transaction);
    }

    private static void AddAttribute(
        SqliteConnection connection, SqliteTransaction transaction, string owner, int id, string key, string json) =>
        connection.Execute(
            $"INSERT INTO {owner}_user_attributes ({owner}_id, \"key\", value_json) VALUES (@id, @key, "
            + $"@json)", new { id, key, json }, transaction);

    // Optuna takes a complete trial for one that has a value.
    private static string StateOf(TrialRecord trial) => trial.State switch
    {
        TrialState.Completed when trial.Objective is double value && !double.IsNaN(value) => "COMPLETE",
        TrialState.Pruned => "PRUNED",
        TrialState.Running => "RUNNING",
        TrialState.Waiting => "WAITING",
        _ => "FAIL",
    };

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
