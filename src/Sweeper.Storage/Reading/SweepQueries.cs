using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>Reads sweeps and where they were run.</summary>
internal static class SweepQueries
{
    private const string Sweeps =
        """
        SELECT sweep_id, name, number, description, experiment_file, experiment_text, seed, metric, goal, early_stopping, state,
            reason, created_at, ended_at, fingerprint, further_trials, note
        FROM sweeps
        """;

    private const string EnvironmentColumns =
        """
        SELECT version, git_commit, operating_system, processor, cores, runtime, machine_name, process_id, command_line,
            parallel, started_at
        FROM environments
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

    public static ImmutableArray<SweepEnvironment> Environments(SqliteConnection connection, long sweepId)
    {
        using SqliteStatement statement = new(connection, $"{EnvironmentColumns} WHERE sweep_id = ?1 ORDER BY environment_id");
        statement.Bind(sweepId);
        var environments = ImmutableArray.CreateBuilder<SweepEnvironment>();
        while (statement.Step())
            environments.Add(Environment(statement));
        return environments.ToImmutable();
    }

    /// <summary>Where some trial was run.</summary>
    public static SweepEnvironment? Environment(SqliteConnection connection, long environmentId)
    {
        using SqliteStatement statement = new(connection, $"{EnvironmentColumns} WHERE environment_id = ?1");
        return statement.Bind(environmentId).Step() ? Environment(statement) : null;
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

    private static SweepEnvironment Environment(SqliteStatement row) => new()
    {
        Version = row.Text(0),
        GitCommit = row.TextOrNull(1),
        OperatingSystem = row.Text(2),
        Processor = row.Text(3),
        Cores = row.Int32(4),
        Runtime = row.Text(5),
        MachineName = row.Text(6),
        ProcessId = row.Int32(7),
        CommandLine = row.Text(8),
        Parallel = row.Int32(9),
        StartedAt = StoredTime.Read(row.Text(10)),
    };

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
        (BestCell Cell, int Trial, double Objective)? cell = hasCells ? BestOfCells(connection, sweepId, goal) : null;
        (int Number, double Objective)? best = hasCells ? null : Best(connection, sweepId, goal);
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

    private static (int Number, double Objective)? Best(SqliteConnection connection, long sweepId, Goal goal)
    {
        string direction = goal == Goal.Maximize ? "DESC" : "ASC";
        using SqliteStatement statement = new(
            connection,
            $"""
            SELECT number, objective FROM trials
            WHERE sweep_id = ?1 AND {StoredRank.IsRanked("trials")}
            ORDER BY objective {direction}, number LIMIT 1
            """);
        return statement.Bind(sweepId).Step() ? (statement.Int32(0), statement.Double(1)) : null;
    }

    // Trials of a cell share the values of what was swept; the rest is the same in all of them or follows from those. Which cell
    // is the best is decided as the leaderboard of cells does it.
    private static (BestCell Cell, int Trial, double Objective)? BestOfCells(
        SqliteConnection connection, long sweepId, Goal goal)
    {
        using SqliteStatement statement = new(
            connection,
            $"""
            SELECT t.number, t.state, CASE WHEN {StoredRank.IsRanked("t")} THEN t.objective END, (
                SELECT group_concat(v.hyperparameter_id || ' ' || v.kind || ' ' || v.value, char(31))
                FROM hyperparameters AS h CROSS JOIN hyperparameter_values AS v
                    ON v.trial_id = t.trial_id AND v.hyperparameter_id = h.hyperparameter_id
                WHERE h.sweep_id = ?1 AND h.is_swept) AS cell
            FROM trials AS t WHERE t.sweep_id = ?1 ORDER BY t.number
            """);
        statement.Bind(sweepId);
        List<(int Number, TrialState State, double? Objective, string? Cell)> trials = [];
        while (statement.Step())
            trials.Add((statement.Int32(0), TrialStates.Parse(statement.Text(1)), statement.DoubleOrNull(2),
                statement.TextOrNull(3)));
        bool takesPruned = TrialCell.TakesPruned(trials.Where(t => t.Objective is not null).Select(t => t.State),
            hasRepeats: true);

        Comparer<double> order = CellLeaderboard.MeanOrder(goal);
        var cells = from trial in trials
                    group trial by trial.Cell into cell
                    let averaged = cell.Where(t => t.Objective is not null && (takesPruned || t.State != TrialState.Pruned))
                        .ToArray()
                    where averaged.Length > 0
                    select (First: cell.First().Number, Objective: SampleSummary.Of(averaged.Select(t => t.Objective!.Value))!,
                        Best: averaged.MinBy(t => t.Objective!.Value, order));
        return cells.OrderBy(c => c.Objective.Mean, order).FirstOrDefault() is { Objective: not null } best
            ? (new BestCell(best.First, best.Objective.Mean, best.Objective.Count), best.Best.Number, best.Best.Objective!.Value)
            : null;
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
