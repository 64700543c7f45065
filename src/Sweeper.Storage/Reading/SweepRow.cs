namespace Sweeper.Storage.Reading;

/// <summary>A row of the table <c>sweeps</c>.</summary>
internal sealed class SweepRow
{
    /// <summary>The columns of the row, for a SELECT from <c>sweeps</c>.</summary>
    public const string Columns =
        """
        sweep_id AS SweepId, name AS Name, number AS Number, description AS Description, experiment_file AS ExperimentFile,
        experiment_text AS ExperimentText, seed AS Seed, metric AS Metric, goal AS Goal, early_stopping AS EarlyStopping,
        state AS State, reason AS Reason, created_at AS CreatedAt, ended_at AS EndedAt
        """;

    public long SweepId { get; init; }

    public string Name { get; init; } = "";

    public int Number { get; init; }

    public string? Description { get; init; }

    public string ExperimentFile { get; init; } = "";

    public string ExperimentText { get; init; } = "";

    public long Seed { get; init; }

    public string Metric { get; init; } = "";

    public string Goal { get; init; } = "";

    public string? EarlyStopping { get; init; }

    public string State { get; init; } = "";

    public string? Reason { get; init; }

    public string CreatedAt { get; init; } = "";

    public string? EndedAt { get; init; }
}
