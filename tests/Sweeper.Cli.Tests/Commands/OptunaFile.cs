using Microsoft.Data.Sqlite;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>A database as Optuna 3 to 5 write it: its tables, and what its storage puts into them.</summary>
internal static class OptunaFile
{
    private const string Tables =
        """
        CREATE TABLE studies (study_id INTEGER NOT NULL PRIMARY KEY, study_name VARCHAR(512) NOT NULL);
        CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name);
        CREATE TABLE version_info (version_info_id INTEGER NOT NULL PRIMARY KEY, schema_version INTEGER,
            library_version VARCHAR(256), CHECK (version_info_id = 1));
        CREATE TABLE study_directions (study_direction_id INTEGER NOT NULL PRIMARY KEY, direction VARCHAR(8) NOT NULL,
            study_id INTEGER NOT NULL REFERENCES studies, objective INTEGER NOT NULL, UNIQUE (study_id, objective));
        CREATE TABLE trials (trial_id INTEGER NOT NULL PRIMARY KEY, number INTEGER, study_id INTEGER REFERENCES studies,
            state VARCHAR(8) NOT NULL, datetime_start DATETIME, datetime_complete DATETIME);
        CREATE TABLE trial_params (param_id INTEGER NOT NULL PRIMARY KEY, trial_id INTEGER REFERENCES trials,
            param_name VARCHAR(512), param_value FLOAT, distribution_json TEXT, UNIQUE (trial_id, param_name));
        CREATE TABLE trial_values (trial_value_id INTEGER NOT NULL PRIMARY KEY, trial_id INTEGER NOT NULL REFERENCES trials,
            objective INTEGER NOT NULL, value FLOAT, value_type VARCHAR(7) NOT NULL, UNIQUE (trial_id, objective));
        CREATE TABLE trial_intermediate_values (trial_intermediate_value_id INTEGER NOT NULL PRIMARY KEY,
            trial_id INTEGER NOT NULL REFERENCES trials, step INTEGER NOT NULL, intermediate_value FLOAT,
            intermediate_value_type VARCHAR(7) NOT NULL, UNIQUE (trial_id, step));
        CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
        INSERT INTO version_info VALUES (1, 12, '5.0.0');
        INSERT INTO alembic_version VALUES ('v3.2.0.a');
        """;

    private const string Float =
        """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.001, "high": 10.0, "log": true}}""";

    private const string Stepped =
        """{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.9, "log": false}}""";

    private const string Whole = """{"name": "IntDistribution", "attributes": {"log": false, "step": 1, "low": 1, "high": 4}}""";
    private const string Choice = """{"name": "CategoricalDistribution", "attributes": {"choices": ["sgd", "adam"]}}""";
    private const string Mixed = """{"name": "CategoricalDistribution", "attributes": {"choices": [null, true, 0.5, "null"]}}""";

    /// <summary>
    /// A study <c>tuning</c> of 14 trials, best at a rate of 1: the fifth failed, the seventh is infinite, the ninth is pruned,
    /// the last still runs; momentum is there with sgd only. And a study <c>other</c> with two objectives.
    /// </summary>
    public static void Write(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, Tables);
        Execute(connection, "INSERT INTO studies VALUES (1, 'tuning'), (2, 'other')");
        Execute(connection,
            "INSERT INTO study_directions VALUES (1, 'MINIMIZE', 1, 0), (2, 'MAXIMIZE', 2, 0), (3, 'MINIMIZE', 2, 1)");
        for (int number = 0; number < 14; number++)
            AddTrial(connection, number);
        Execute(connection,
            "INSERT INTO trials VALUES (20, 0, 2, 'COMPLETE', '2026-01-01 10:00:00.000000', '2026-01-01 10:00:01.000000')");
        Execute(connection, "INSERT INTO trial_params VALUES (NULL, 20, 'layers', 2.0, @text)", ("@text", Whole));
        Execute(connection, "INSERT INTO trial_params VALUES (NULL, 20, 'limit', 0.0, @text), (NULL, 20, 'text', 3.0, @text)",
            ("@text", Mixed));
        Execute(connection, "INSERT INTO trial_values VALUES (NULL, 20, 0, 0.5, 'FINITE'), (NULL, 20, 1, 7.0, 'FINITE')");
    }

    private static void AddTrial(SqliteConnection connection, int number)
    {
        int id = number + 1;
        double rate = Math.Pow(10, (number % 7 / 2.0) - 2);
        string state = number switch { 4 => "FAIL", 8 => "PRUNED", 13 => "RUNNING", _ => "COMPLETE" };
        string end = number == 13 ? "NULL" : "'2026-01-01 10:00:02.500000'";
        Execute(connection, $"INSERT INTO trials VALUES ({id}, {number}, 1, '{state}', '2026-01-01 10:00:00.000000', {end})");
        Execute(connection, $"INSERT INTO trial_params VALUES (NULL, {id}, 'rate', @rate, @text)", ("@rate", rate),
            ("@text", Float));
        Execute(connection, $"INSERT INTO trial_params VALUES (NULL, {id}, 'layers', {1 + (number % 4)}, @text)",
            ("@text", Whole));
        Execute(connection, $"INSERT INTO trial_params VALUES (NULL, {id}, 'optimizer', {number % 2}, @text)",
            ("@text", Choice));
        if (number % 2 == 0)
            Execute(connection,
                $"INSERT INTO trial_params VALUES (NULL, {id}, 'momentum', {(number % 4 == 0 ? "0.3" : "0.6")}, @text)",
                ("@text", Stepped));
        double value = Math.Pow(Math.Log10(rate), 2) + (number % 4 / 10.0);
        for (int step = 0; step < (number == 8 ? 1 : 3) && number is not (4 or 6 or 13); step++)
            Execute(connection, $"INSERT INTO trial_intermediate_values VALUES (NULL, {id}, {step}, @value, 'FINITE')",
                ("@value", value + 2 - step));
        if (number == 6)
            Execute(connection, $"INSERT INTO trial_values VALUES (NULL, {id}, 0, NULL, 'INF_POS')");
        else if (number is not (4 or 13))
            Execute(connection, $"INSERT INTO trial_values VALUES (NULL, {id}, 0, @value, 'FINITE')",
                ("@value", number == 8 ? value + 2 : value));
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
