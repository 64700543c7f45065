using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Statistics;

/// <summary>The objective over the values of two hyperparameters, averaged over everything else that varies.</summary>
public sealed record ObjectiveTable
{
    public required Hyperparameter Rows { get; init; }

    public required Hyperparameter Columns { get; init; }

    /// <summary>Cells as [value of <see cref="Rows"/>][value of <see cref="Columns"/>].</summary>
    public required ImmutableArray<ImmutableArray<ObjectiveCell>> Cells { get; init; }

    /// <summary>
    /// Works out the table; trials without a value for both hyperparameters, or with one that is not listed, are left out.
    /// </summary>
    public static ObjectiveTable Of(IEnumerable<TrialRecord> trials, Hyperparameter rows, Hyperparameter columns)
    {
        ILookup<(HyperparameterValue?, HyperparameterValue?), TrialRecord> cells =
            trials.ToLookup(t => (t.Values.Find(rows.Name), t.Values.Find(columns.Name)));
        return new ObjectiveTable
        {
            Rows = rows,
            Columns = columns,
            Cells = [.. rows.Values.Select(r => columns.Values.Select(c => Summarize([.. cells[(r, c)]])).ToImmutableArray())],
        };
    }

    private static ObjectiveCell Summarize(TrialRecord[] trials)
    {
        double[] objectives = [.. trials.Where(Leaderboard.IsRanked).Select(t => t.Objective!.Value)];
        int failed = trials.Count(t => t.State is TrialState.Diverged or TrialState.Failed);
        return new ObjectiveCell
        {
            State = StateOf(trials.Length, objectives.Length, failed),
            Mean = objectives.Length == 0 ? null : objectives.Average(),
            Ranked = objectives.Length,
            Failed = failed,
            Trials = [.. trials.Select(t => t.Number)],
        };
    }

    private static ObjectiveCellState StateOf(int trials, int ranked, int failed)
    {
        if (ranked > 0)
            return ObjectiveCellState.Measured;
        if (failed > 0)
            return ObjectiveCellState.Failed;
        return trials > 0 ? ObjectiveCellState.Waiting : ObjectiveCellState.Missing;
    }
}
