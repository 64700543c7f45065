using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tables;

/// <summary>The trials of a plan as a list: number, swept values, repeat, fold, identity and seed.</summary>
internal static class PlanTable
{
    /// <summary>
    /// The columns and rows for programs that read them: where the kind of trial has its own fields, those take the place of the
    /// swept values.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="settings">What the experiment says of its trials.</param>
    public static (IReadOnlyList<TableColumn> Columns, IEnumerable<object?[]> Rows) CreateJson(
        SweepPlan plan, TrialSettings settings)
    {
        string folder = Path.Combine("results", new SweepReference(plan.Name, 1).FolderName);
        string[] fields = [.. settings.PlanFields(plan.Trials[0], folder).Select(f => f.Key)];
        if (fields.Length == 0)
            return Create(plan);
        return (
            [new("trial"), new("repeat"), new("identity"), new("seed"), .. fields.Select(f => new TableColumn(f))],
            plan.Trials.Select(t => (object?[])
        [
            t.Number, t.Repeat, t.Identity.Hex, t.Seed,
            .. settings.PlanFields(t, folder).Select(f => new JsonTable.RawJson(f.Value)),
        ]));
    }

    /// <summary>The columns, and the rows as they are asked for: a plan may have a million trials.</summary>
    public static (IReadOnlyList<TableColumn> Columns, IEnumerable<object?[]> Rows) Create(SweepPlan plan)
    {
        ValueColumn[] swept = [.. plan.Space.Swept.Select(h => new ValueColumn(h.Name))];
        bool isRepeated = plan.Repeats > 1, isCrossValidated = plan.Folds is not null;
        List<TableColumn> columns = [new("trial"), .. plan.Space.Swept.Select(h => new TableColumn(h.Name))];
        if (isRepeated)
            columns.Add(new TableColumn("repeat"));
        if (isCrossValidated)
            columns.Add(new TableColumn("fold"));
        columns.AddRange([new("identity") { Dispensability = 11 }, new("seed", seed => $"{seed}") { Dispensability = 10 }]);
        return (columns, plan.Trials.Select(t =>
        {
            object?[] row = new object?[columns.Count];
            int next = 0;
            row[next++] = t.Number;
            foreach (ValueColumn column in swept)
                row[next++] = FieldValue.Plain(column.In(t.Values));
            if (isRepeated)
                row[next++] = t.Repeat;
            if (isCrossValidated)
                row[next++] = t.Fold;
            row[next++] = t.Identity.Hex;
            row[next] = t.Seed;
            return row;
        }));
    }
}
