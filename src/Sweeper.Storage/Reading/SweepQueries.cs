using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>Reads sweeps.</summary>
internal static class SweepQueries
{
    private const string Sweeps =
        """
        SELECT sweep_id, name, number, description, experiment_file, experiment_text, seed, metric, goal, early_stopping, state,
            reason, created_at, ended_at, fingerprint, further_trials, note
        FROM sweeps
        """;

    public static ImmutableArray<SweepRecord> All(SqliteConnection connection)
    {
        using SqliteStatement statement = new(connection, $"{Sweeps} ORDER BY sweep_id");
        return Records(connection, statement);
    }

    public static SweepRecord? Find(SqliteConnection connection, string name, int? number)
    {
        using SqliteStatement statement = new(
            connection, $"{Sweeps} WHERE name = ?1 AND (?2 IS NULL OR number = ?2) ORDER BY number DESC LIMIT 1");
        return Records(connection, statement.Bind(name, number)).FirstOrDefault();
    }

    /// <summary>
    /// A sweep that was read before with the state that it has now: little to read, however many trials it has. What follows
    /// from its trials stays as it was. Null when the database has another sweep, or none, in its place.
    /// </summary>
    public static SweepRecord? Later(SqliteConnection connection, SweepRecord sweep)
    {
        using SqliteStatement statement = new(
            connection,
            """
            SELECT state, reason, ended_at, further_trials FROM sweeps
            WHERE sweep_id = ?1 AND name = ?2 AND number = ?3 AND fingerprint = ?4 AND created_at = ?5
            """);
        statement.Bind(
            sweep.Id, sweep.Reference.Name, sweep.Reference.Number, sweep.Fingerprint, StoredTime.Write(sweep.CreatedAt));
        return !statement.Step() ? null : sweep with
        {
            State = SweepStates.Parse(statement.Text(0)),
            Reason = statement.TextOrNull(1),
            EndedAt = StoredTime.ReadOrNull(statement.TextOrNull(2)),
            Further = statement.Int32OrNull(3),
        };
    }

    /// <summary>Whether some cell is trained with more than one seed.</summary>
    public static bool IsRepeated(SqliteConnection connection, long sweepId) => HasTrial(connection, sweepId, "repeat > 1");

    /// <summary>Whether the trials of a cell validate on different folds.</summary>
    public static bool IsCrossValidated(SqliteConnection connection, long sweepId) =>
        HasTrial(connection, sweepId, "fold IS NOT NULL");

    private static bool HasTrial(SqliteConnection connection, long sweepId, string condition)
    {
        using SqliteStatement statement = new(connection, $"SELECT 1 FROM trials WHERE sweep_id = ?1 AND {condition} LIMIT 1");
        return statement.Bind(sweepId).Step();
    }

    private static ImmutableArray<SweepRecord> Records(SqliteConnection connection, SqliteStatement rows)
    {
        var sweeps = ImmutableArray.CreateBuilder<SweepRecord>();
        while (rows.Step())
            sweeps.Add(Record(connection, rows));
        return sweeps.ToImmutable();
    }

    private static SweepRecord Record(SqliteConnection connection, SqliteStatement row)
    {
        long sweepId = row.Int64(0);
        Goal goal = Goals.Parse(row.Text(8));
        int? further = row.Int32OrNull(15);
        bool hasCells = IsRepeated(connection, sweepId) || IsCrossValidated(connection, sweepId);
        (BestCell Cell, int Trial, double Objective)? cell = hasCells ? BestQueries.Cell(connection, sweepId, goal) : null;
        (int Number, double Objective)? best = hasCells ? null : BestQueries.Trial(connection, sweepId, goal);
        return new SweepRecord
        {
            Id = sweepId,
            Reference = new SweepReference(row.Text(1), row.Int32(2)),
            Description = row.TextOrNull(3),
            Note = row.TextOrNull(16),
            Tags = Tags(connection, sweepId),
            Fingerprint = row.Text(14),
            State = SweepStates.Parse(row.Text(10)),
            Reason = row.TextOrNull(11),
            Objective = new Objective(row.Text(7), goal),
            EarlyStopping = StoredEarlyStopping.Read(row.TextOrNull(9)),
            Seed = row.Int64(6),
            ExperimentFile = row.Text(4),
            ExperimentText = row.Text(5),
            Space = Space(connection, sweepId),
            Facts = Facts(connection, sweepId),
            Further = further,
            TrialCounts = TrialCounts(connection, sweepId, further ?? 0),
            BestTrial = cell?.Trial ?? best?.Number,
            BestObjective = cell?.Objective ?? best?.Objective,
            BestCell = cell?.Cell,
            CreatedAt = StoredTime.Read(row.Text(12)),
            EndedAt = StoredTime.ReadOrNull(row.TextOrNull(13)),
        };
    }

    private static SearchSpace Space(SqliteConnection connection, long sweepId)
    {
        using SqliteStatement statement = new(
            connection,
            """
            SELECT n.name, h.is_derived, h.candidates, h.depends_on_trials, h.hyperparameter_id
            FROM hyperparameters AS h JOIN hyperparameter_names AS n USING (hyperparameter_id)
            WHERE h.sweep_id = ?1 ORDER BY h.position
            """);
        statement.Bind(sweepId);
        var hyperparameters = ImmutableArray.CreateBuilder<Hyperparameter>();
        while (statement.Step())
        {
            hyperparameters.Add(new Hyperparameter
            {
                Name = statement.Text(0),
                IsDerived = statement.Int32(1) != 0,
                Values = statement.Int32(3) != 0
                    ? ValuesOfTrials(connection, sweepId, statement.Int64(4))
                    : ((ListValue)HyperparameterValue.Parse(statement.Text(2))).Items,
            });
        }

        return new SearchSpace { Hyperparameters = hyperparameters.ToImmutable() };
    }

    // Different ones, in the order of the trials.
    private static ImmutableArray<HyperparameterValue> ValuesOfTrials(
        SqliteConnection connection, long sweepId, long hyperparameterId)
    {
        using SqliteStatement statement = new(
            connection,
            """
            SELECT v.value, v.kind
            FROM trials AS t CROSS JOIN hyperparameter_values AS v ON v.trial_id = t.trial_id AND v.hyperparameter_id = ?2
            WHERE t.sweep_id = ?1 ORDER BY t.number
            """);
        statement.Bind(sweepId, hyperparameterId);
        HashSet<HyperparameterValue> known = [];
        var values = ImmutableArray.CreateBuilder<HyperparameterValue>();
        while (statement.Step())
        {
            HyperparameterValue value = StoredValue.Read(statement.Value(0)!, statement.Text(1));
            if (known.Add(value))
                values.Add(value);
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<string> Tags(SqliteConnection connection, long sweepId)
    {
        using SqliteStatement statement = new(connection, "SELECT tag FROM sweep_tags WHERE sweep_id = ?1 ORDER BY tag");
        statement.Bind(sweepId);
        var tags = ImmutableArray.CreateBuilder<string>();
        while (statement.Step())
            tags.Add(statement.Text(0));
        return tags.ToImmutable();
    }

    private static ImmutableArray<KeyValuePair<string, string>> Facts(SqliteConnection connection, long sweepId)
    {
        using SqliteStatement statement = new(
            connection, "SELECT name, text FROM sweep_facts WHERE sweep_id = ?1 ORDER BY position");
        statement.Bind(sweepId);
        var facts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        while (statement.Step())
            facts.Add(KeyValuePair.Create(statement.Text(0), statement.Text(1)));
        return facts.ToImmutable();
    }

    private static Dictionary<TrialState, int> TrialCounts(SqliteConnection connection, long sweepId, int further)
    {
        using SqliteStatement statement = new(
            connection, "SELECT state, count(*) FROM trials WHERE sweep_id = ?1 GROUP BY state");
        statement.Bind(sweepId);
        Dictionary<TrialState, int> counts = [];
        while (statement.Step())
            counts.Add(TrialStates.Parse(statement.Text(0)), statement.Int32(1));
        if (further > 0)
            counts[TrialState.Waiting] = counts.GetValueOrDefault(TrialState.Waiting) + further;
        return counts;
    }
}
