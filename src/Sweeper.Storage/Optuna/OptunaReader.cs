using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Optuna;

/// <summary>
/// Reads a study from a SQLite database of Optuna, with the tables that it has had since version 3. Trials that had not ended
/// are left out. Of several objectives, the first is that of the sweep.
/// </summary>
public static class OptunaReader
{
    private const string Metric = "value";

    /// <summary>Reads a study.</summary>
    /// <param name="path">The database.</param>
    /// <param name="name">The study; null where there is but one.</param>
    /// <exception cref="SweeperException">It is no such database, or there is no such study.</exception>
    public static ImportedResults Read(string path, string? name)
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false }.ToString());
            connection.Open();
            return Read(connection, path, name);
        }
        catch (SqliteException e)
        {
            throw new SweeperException(
                $"'{path}' cannot be read as a database of Optuna 3 or later ({e.Message}); "
                + $"'optuna storage upgrade' brings an older one up to date",
                FailureKind.Input,
                e);
        }
    }

    private static ImportedResults Read(SqliteConnection connection, string path, string? name)
    {
        (long Id, string Name)[] studies =
            [.. connection.Query<(long, string)>("SELECT study_id, study_name FROM studies ORDER BY study_id")];
        (long Id, string Name)[] chosen = [.. studies.Where(s => name is null || s.Name == name)];
        if (chosen.Length != 1)
        {
            string names = string.Join(", ", studies.Select(s => $"'{s.Name}'"));
            string problem = studies.Length == 0 ? "holds no study" : name is null
                ? $"holds several studies: {names}; choose one with --study" : $"holds no study '{name}', but {names}";
            throw new SweeperException($"'{path}' {problem}", FailureKind.Input);
        }

        long study = chosen[0].Id;
        string[] directions = [.. connection.Query<string>(
            "SELECT direction FROM study_directions WHERE study_id = @study ORDER BY objective", new { study })];
        var metrics = new Metrics(directions.Length > 1 ? [.. directions.Select((_, i) =>
            FormattableString.Invariant($"{Metric}_{i}"))] : [Metric]);
        Row[] rows =
        [
            .. connection.Query<Row>(
                """
                SELECT trial_id AS Id, state AS State,
                    coalesce((julianday(datetime_complete) - julianday(datetime_start)) * 86400.0, 0.0) AS Seconds
                FROM trials WHERE study_id = @study AND state IN ('COMPLETE', 'PRUNED', 'FAIL') ORDER BY number
                """,
                new { study }),
        ];
        ILookup<long, Parameter> parameters = Parameters(connection, study);
        ILookup<long, (long Place, double? Value, string Type)> values = Numbers(connection, "trial_values", "objective",
            "value", study);
        ILookup<long, (long Place, double? Value, string Type)> reported =
            Numbers(connection, "trial_intermediate_values", "step", "intermediate_value", study);
        return new ImportedResults
        {
            Source = $"{Path.GetFileName(path)}, study {chosen[0].Name}",
            Objective = new Objective(metrics.Names[0], directions[0] == "MAXIMIZE" ? Goal.Maximize : Goal.Minimize),
            Hyperparameters = [.. parameters.SelectMany(p => p).GroupBy(p => p.Hyperparameter.Name)
                .Select(p => p.Last().Hyperparameter)],
            Trials = [.. rows.Select(r => Trial(r, parameters[r.Id], metrics.Epochs(values[r.Id], reported[r.Id])))],
        };
    }

    private static ImportedTrial Trial(Row row, IEnumerable<Parameter> parameters, ImmutableArray<EpochMetrics> epochs) => new()
    {
        Values = new HyperparameterValues(parameters.Select(p => KeyValuePair.Create(p.Hyperparameter.Name, p.Value))),
        State = row.State switch { "COMPLETE" => TrialState.Completed, "PRUNED" => TrialState.Pruned, _ => TrialState.Failed },
        Epochs = epochs,
        DurationSeconds = Math.Max(0, row.Seconds),
    };

    private static ILookup<long, Parameter> Parameters(SqliteConnection connection, long study) => connection
        .Query<(long Trial, string Name, double Value, string Distribution)>(
            """
            SELECT p.trial_id, p.param_name, p.param_value, p.distribution_json
            FROM trial_params AS p JOIN trials AS t USING (trial_id)
            WHERE t.study_id = @study ORDER BY t.number, p.param_id
            """,
            new { study })
        .ToLookup(p => p.Trial, p => Parameter.Of(p.Name, p.Value, p.Distribution));

    private static ILookup<long, (long Place, double? Value, string Type)> Numbers(
        SqliteConnection connection, string table, string place, string value, long study) => connection
        .Query<(long Trial, long Place, double? Value, string Type)>(
            $"""
            SELECT v.trial_id, v.{place}, v.{value}, v.{value}_type FROM {table} AS v JOIN trials AS t USING (trial_id)
            WHERE t.study_id = @study ORDER BY v.{place}
            """,
            new { study })
        .ToLookup(v => v.Trial, v => (v.Place, v.Value, v.Type));

    private sealed record Row(long Id, string State, double Seconds);

    /// <summary>The names of the objectives.</summary>
    private sealed record Metrics(ImmutableArray<string> Names)
    {
        /// <summary>What was reported at steps, the first being epoch 1; the values at the end are those of the last.</summary>
        public ImmutableArray<EpochMetrics> Epochs(
            IEnumerable<(long Place, double? Value, string Type)> values,
                IEnumerable<(long Place, double? Value, string Type)> reported)
        {
            SortedDictionary<int, MetricValue[]> epochs = [];
            foreach ((long step, double? value, string type) in reported.Where(r => r.Place is >= 0 and < int.MaxValue))
                epochs[(int)step + 1] = [new MetricValue(Names[0], OptunaNumber.Read(value, type))];
            MetricValue[] ends = [.. values.Select(
                v => new MetricValue(Names[(int)v.Place], OptunaNumber.Read(v.Value, v.Type)))];
            if (ends.Length > 0)
                epochs[epochs.Count == 0 ? 1 : epochs.Keys.Last()] = ends;
            return [.. epochs.Select(e => new EpochMetrics { Epoch = e.Key, Metrics = [.. e.Value], DurationSeconds = 0 })];
        }
    }

    /// <summary>What a trial was given.</summary>
    private sealed record Parameter(Hyperparameter Hyperparameter, HyperparameterValue Value)
    {
        public static Parameter Of(string name, double value, string distribution)
        {
            using var document = JsonDocument.Parse(distribution);
            string kind = document.RootElement.GetProperty("name").GetString()!;
            JsonElement settings = document.RootElement.GetProperty("attributes");
            if (settings.TryGetProperty("choices", out JsonElement choices))
            {
                ImmutableArray<HyperparameterValue> values = [.. choices.EnumerateArray().Select(Choice)];
                return new Parameter(new Hyperparameter { Name = name, Values = values }, values[(int)value]);
            }

            return new Parameter(new Hyperparameter { Name = name, Values = [], Distribution = Range(kind, settings) },
                new NumberValue(value));
        }

        // Until version 3 kinds told what are settings now.
        private static NumericDistribution Range(string kind, JsonElement settings)
        {
            double low = settings.GetProperty("low").GetDouble(), high = settings.GetProperty("high").GetDouble();
            bool isWhole = kind.StartsWith("Int", StringComparison.Ordinal);
            bool isLogarithmic = kind.Contains("Log", StringComparison.Ordinal)
                || (settings.TryGetProperty("log", out JsonElement log) && log.ValueKind == JsonValueKind.True);

            // Steps are counted from the lower bound there, and from 0 here.
            double? step = Step(settings, "step") ?? Step(settings, "q");
            bool isMultiple = step is double size && Math.Abs((low / size) - Math.Round(low / size)) < 1e-9;
            if (!isMultiple || (isWhole && step == 1))
                step = null;
            return (isLogarithmic, isWhole, step) switch
            {
                (true, true, _) => new QuantizedDistribution(new LogUniformDistribution(low, high), 1, low, high),
                (true, false, _) => new LogUniformDistribution(low, high),
                (false, true, null) => new IntegerUniformDistribution((long)low, (long)high),
                (false, _, double multiple) => new QuantizedDistribution(new UniformDistribution(low, high), multiple,
                    Math.Ceiling(low / multiple), Math.Floor(high / multiple)),
                _ => new UniformDistribution(low, high),
            };
        }

        private static double? Step(JsonElement settings, string name) =>
            settings.TryGetProperty(name, out JsonElement step) && step.ValueKind == JsonValueKind.Number ? step.GetDouble()
                : null;

        private static HyperparameterValue Choice(JsonElement choice) => choice.ValueKind switch
        {
            JsonValueKind.Number => new NumberValue(choice.GetDouble()),
            JsonValueKind.True or JsonValueKind.False => new BooleanValue(choice.GetBoolean()),
            JsonValueKind.String => new TextValue(choice.GetString()!),
            JsonValueKind.Null => NullValue.Instance,
            _ => new TextValue(choice.GetRawText()),
        };
    }
}
