using System.Collections.Immutable;
using Sweeper.Reporting.Formatting;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tables;

/// <summary>Trials as a list with a column per field.</summary>
/// <param name="sweep">Their sweep.</param>
/// <param name="fields">Its fields.</param>
internal sealed class TrialsTable(SweepRecord sweep, TrialFields fields)
{
    /// <summary>
    /// The fields shown when nobody chooses: rank, values that were swept, metrics of the best epoch with the objective first,
    /// and how each trial ended.
    /// </summary>
    /// <param name="isRepeated">Whether the sweep trains cells with more than one seed.</param>
    /// <param name="isCrossValidated">Whether it trains them on folds.</param>
    public ImmutableArray<TrialField> Usual(bool isRepeated, bool isCrossValidated) =>
    [
        .. Facts("rank", "trial", "state"),
        .. sweep.Space.Swept.Select(h => fields.Find(TrialFieldSource.Hyperparameter, h.Name)).OfType<TrialField>(),
        .. isRepeated ? Facts("repeat") : [],
        .. isCrossValidated ? Facts("fold") : [],
        .. fields.All
            .Where(f => f.Source == TrialFieldSource.BestMetric)
            .DistinctBy(f => f.Key)
            .OrderBy(f => f.Key != sweep.Objective.Metric)
            .ThenBy(f => f.Key.Split('_')[0] != sweep.Objective.Metric.Split('_')[0]),
        .. Facts("best_epoch", "epochs", "duration_seconds"),
    ];

    /// <summary>Every field once: metrics as <c>best_…</c> and <c>final_…</c> only.</summary>
    public ImmutableArray<TrialField> Complete() =>
    [
        .. Facts("rank", "trial", "repeat", "fold", "state", "reason", "seed", "identity"),
        .. fields.All.Where(f => f.Source == TrialFieldSource.Hyperparameter),
        .. Facts("objective", "planned_epochs", "epochs", "best_epoch", "duration_seconds", "started_at", "ended_at"),
        .. fields.All.Where(f => f.Source == TrialFieldSource.BestMetric && f.Name != f.Key),
        .. fields.All.Where(f => f.Source == TrialFieldSource.FinalMetric),
    ];

    /// <summary>The list of some trials, the best marked.</summary>
    /// <param name="trials">In the order to show them.</param>
    /// <param name="columns">The fields to show.</param>
    public ResultTable Create(ImmutableArray<SelectedTrial> trials, ImmutableArray<TrialField> columns)
    {
        bool allCompleted = trials.All(t => t.Trial.State == TrialState.Completed);
        int best = trials.ToList().FindIndex(t => t.Trial.Number == sweep.BestTrial);
        return new ResultTable(
            [.. columns.Select(f => Column(f) with { Dispensability = Dispensability(f, allCompleted) })],
            [.. trials.Select(t => Row(t, columns))])
        {
            MarkedRow = best < 0 ? null : best,
        };
    }

    /// <summary>The values of a trial.</summary>
    public static object?[] Row(SelectedTrial trial, ImmutableArray<TrialField> columns)
    {
        object?[] row = new object?[columns.Length];
        for (int i = 0; i < row.Length; i++)
            row[i] = FieldValue.Of(trial, columns[i]);
        return row;
    }

    /// <summary>A column without its place in the table.</summary>
    public TableColumn Column(TrialField field) => field.Key switch
    {
        _ when field.Source is TrialFieldSource.BestMetric or TrialFieldSource.FinalMetric =>
            TableColumn.OfMetric(field.Name, value => TrialText.Metric(field.Key, (double)value)),
        _ when field.Source == TrialFieldSource.Hyperparameter => TableColumn.OfHyperparameter(field.Name),
        "objective" => new(field.Name, value => TrialText.Metric(sweep.Objective.Metric, (double)value)),
        "duration_seconds" => new(field.Name, value => Durations.Format((double)value)),
        _ => new(field.Name, value => $"{value}"),
    };

    private int Dispensability(TrialField field, bool allCompleted) => field switch
    {
        { Source: TrialFieldSource.BestMetric or TrialFieldSource.FinalMetric } when field.Key == sweep.Objective.Metric => 0,
        { Source: TrialFieldSource.BestMetric or TrialFieldSource.FinalMetric } =>
            !field.Key.StartsWith("test_", StringComparison.Ordinal) ? 5 : field.Key.EndsWith(
                "accuracy", StringComparison.Ordinal) ? 1 : 3,
        { Source: TrialFieldSource.Fact, Key: "state" } => allCompleted ? 3 : 0,
        { Source: TrialFieldSource.Fact, Key: "best_epoch" } => 2,
        { Source: TrialFieldSource.Fact, Key: "epochs" or "duration_seconds" } => 4,
        _ => 0,
    };

    private IEnumerable<TrialField> Facts(params string[] names) => names.Select(n => fields.Find(n)!);
}
