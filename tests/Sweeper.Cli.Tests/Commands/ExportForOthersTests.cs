using Microsoft.Data.Sqlite;
using Parquet;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>A sweep in the files of other programs.</summary>
[Collection(SharedTinySweep.Name)]
public sealed class ExportForOthersTests(TinySweep sweep) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_Parquet_HasTheColumnsOfCsvWithTheirTypes()
    {
        string path = _folder.File("trials.parquet");
        string[] csv = Export().OutputLines;

        CommandRun run = Export("--output", path);

        Assert.Equal((ExitCode.Done, path), (run.ExitCode, run.MessageLines[0]));
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        Dictionary<string, Type> types = reader.Schema.GetDataFields().ToDictionary(f => f.Name, f => f.ClrType);
        Assert.Equal(csv[0].Split(','), reader.Schema.GetDataFields().Select(f => f.Name));
        Assert.Equal((typeof(long), typeof(double)), (types["trial"], types["best_validation_accuracy"]));
        Assert.Equal(csv.Length - 1, reader.RowGroups[0].RowCount);
        double?[] accuracies = new double?[4];
        await reader.RowGroups[0].ReadAsync<double>(
            reader.Schema.GetDataFields().Single(f => f.Name == "best_validation_accuracy"), accuracies);
        int column = Array.IndexOf(csv[0].Split(','), "best_validation_accuracy");
        Assert.Equal(
            csv[1..].Select(l => (double?)double.Parse(l.Split(',')[column], System.Globalization.CultureInfo.InvariantCulture)),
            accuracies);
    }

    [Fact]
    public void Export_Optuna_HasTheTrialsTheirValuesAndEpochs()
    {
        string path = _folder.File("optuna.db");

        CommandRun run = Export("--to", path);

        Assert.Equal((ExitCode.Done, path), (run.ExitCode, run.MessageLines[0]));
        Assert.Equal(["v3.2.0.a"], Rows(path, "SELECT version_num FROM alembic_version"));
        Assert.Equal(
            ["tiny|MAXIMIZE"],
            Rows(path, "SELECT study_name || '|' || direction FROM studies JOIN study_directions USING (study_id)"));
        Assert.Equal(
            ["0 COMPLETE", "1 COMPLETE", "2 COMPLETE", "3 COMPLETE"],
            Rows(path, "SELECT number || ' ' || state FROM trials ORDER BY trial_id"));
        Assert.Equal(
            ["4"], Rows(path, "SELECT count(*) FROM trial_values WHERE value_type = 'FINITE' AND value BETWEEN 0 AND 1"));
        Assert.Equal(["8"], Rows(path, "SELECT count(*) FROM trial_intermediate_values"));
        Assert.All(
            Rows(path, "SELECT DISTINCT distribution_json FROM trial_params"),
            json => Assert.StartsWith(
                """{"name":"CategoricalDistribution","attributes":{"choices":[""", json, StringComparison.Ordinal));
        Assert.Contains("would replace a database", Export("--to", path).MessageLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Export_TensorBoard_HasAFolderOfEventsForEachTrial()
    {
        CommandRun run = Export("--to", _folder.File("board"));

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(
            ["trial-1", "trial-2", "trial-3", "trial-4"],
            Directory.GetDirectories(_folder.File("board")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(_folder.File("board"), "*", SearchOption.AllDirectories), file =>
        {
            Assert.StartsWith("events.out.tfevents.", Path.GetFileName(file), StringComparison.Ordinal);
            Assert.Contains(
                "validation_accuracy", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("a Parquet file is no text to print", "--format", "parquet")]
    [InlineData("it must be a file that ends with .db, for Optuna, or a folder without an ending, for TensorBoard", "--to",
        "x.xlsx")]
    [InlineData("--output, --format and --epochs go with tables", "--to", "x.db", "--epochs")]
    public void Export_WhatDoesNotGoTogether_IsRefusedInALine(string message, params string[] arguments) =>
        Assert.Contains(message, Assert.Single(Export(arguments).MessageLines), StringComparison.Ordinal);

    private static List<string> Rows(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private CommandRun Export(params string[] arguments) =>
        CommandRun.Of(["export", "tiny", .. arguments, "--results", sweep.Results]);
}
