using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tables;

/// <summary>The trials of a plan as a list: number, swept values, repeat, fold, identity and seed.</summary>
internal static class PlanTable
{
    /// <summary>The columns, and the rows as they are asked for: a plan may have a million trials.</summary>
    public static (IReadOnlyList<TableColumn> Columns, IEnumerable<object?[]> Rows) Create(SweepPlan plan)
    {
        ImmutableArray<ValueColumn> swept = [.. plan.Space.Swept.Select(h => new ValueColumn(h.Name))];
        bool isRepeated = plan.Repeats > 1, isCrossValidated = plan.Folds is not null;
        List<TableColumn> columns = [new("trial"), .. plan.Space.Swept.Select(h => new TableColumn(h.Name))];
        if (isRepeated)
            columns.Add(new TableColumn("repeat"));
        if (isCrossValidated)
            columns.Add(new TableColumn("fold"));
        columns.AddRange([new("identity") { Dispensability = 11 }, new("seed", seed => $"{seed}") { Dispensability = 10 }]);
        return (columns, plan.Trials.Select(t => (object?[])
        [
            t.Number,
            .. swept.Select(c => FieldValue.Plain(c.In(t.Values))),
            .. isRepeated ? new object?[] { t.Repeat } : [],
            .. isCrossValidated ? new object?[] { t.Fold } : [],
            t.Identity.Hex,
            t.Seed,
        ]));
    }
}
