using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tables;

/// <summary>The trials of a plan as a list: number, swept values, repeat, fold, identity and seed.</summary>
internal static class PlanTable
{
    public static ResultTable Create(SweepPlan plan)
    {
        ImmutableArray<Hyperparameter> swept = [.. plan.Space.Swept];
        bool isRepeated = plan.Trials.Any(t => t.Repeat > 1), isCrossValidated = plan.Trials.Any(t => t.Fold is not null);
        List<TableColumn> columns = [new("trial"), .. swept.Select(h => new TableColumn(h.Name))];
        if (isRepeated)
            columns.Add(new TableColumn("repeat"));
        if (isCrossValidated)
            columns.Add(new TableColumn("fold"));
        columns.AddRange([new("identity") { Dispensability = 11 }, new("seed", seed => $"{seed}") { Dispensability = 10 }]);
        return new ResultTable(columns, [.. plan.Trials.Select(t => (object?[])
        [
            t.Number,
            .. swept.Select(h => FieldValue.Plain(t.Values.Find(h.Name))),
            .. isRepeated ? new object?[] { t.Repeat } : [],
            .. isCrossValidated ? new object?[] { t.Fold } : [],
            t.Identity.Hex,
            t.Seed,
        ])]);
    }
}
