using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>Finds what is best in a sweep.</summary>
internal static class BestQueries
{
    /// <summary>The trial of the best objective, the first of equal ones. Null as long as none is ranked.</summary>
    public static (int Number, double Objective)? Trial(SqliteConnection connection, long sweepId, Goal goal)
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

    /// <summary>The cell of the best mean, and the best trial of it. Null as long as no cell has one.</summary>
    /// <remarks>
    /// Trials of a cell share the values of what was swept; the rest is the same in all of them or follows from those. Which
    /// cell is the best is decided as the leaderboard of cells does it.
    /// </remarks>
    public static (BestCell Cell, int Trial, double Objective)? Cell(
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
}
