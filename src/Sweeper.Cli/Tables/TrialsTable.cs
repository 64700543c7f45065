using System.Collections.Immutable;
using Sweeper.Cli.Progress;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tables;

/// <summary>The trials of a sweep as a list: rank, values that were swept, metrics of the best epoch, and how each ended.</summary>
internal static class TrialsTable
{
    /// <param name="sweep">The sweep.</param>
    /// <param name="entries">Its trials in the order to show them.</param>
    public static ResultTable Create(SweepRecord sweep, ImmutableArray<LeaderboardEntry> entries)
    {
        bool isRepeated = entries.Any(e => e.Trial.Repeat > 1);
        ImmutableArray<Hyperparameter> swept = [.. sweep.Space.Swept];
        string[] metrics = [.. MetricNames(sweep, entries)];
        List<TableColumn> columns =
        [
            new("rank"),
            new("trial"),
            new("state") { Dispensability = entries.All(e => e.Trial.State == TrialState.Completed) ? 3 : 0 },
            .. swept.Select(h => new TableColumn(h.Name)),
        ];
        if (isRepeated)
            columns.Add(new TableColumn("repeat"));
        columns.AddRange(metrics.Select(m => new TableColumn(m, value => TrialText.Metric(m, (double)value))
        {
            Dispensability = m == sweep.Objective.Metric ? 0 : m.StartsWith("test_", StringComparison.Ordinal) ? 1 : 5,
        }));
        columns.AddRange(
        [
            new("best_epoch") { Dispensability = 2 },
            new("epochs") { Dispensability = 4 },
            new("duration_seconds", value => Durations.Format((double)value)) { Dispensability = 4 },
        ]);

        object?[][] rows = [.. entries.Select(e => Row(e, swept, isRepeated, metrics))];
        int best = entries.ToList().FindIndex(e => e.Trial.Number == sweep.BestTrial);
        return new ResultTable(columns, rows) { MarkedRow = best < 0 ? null : best };
    }

    private static object?[] Row(LeaderboardEntry entry, ImmutableArray<Hyperparameter> swept, bool isRepeated, string[] metrics)
    {
        TrialRecord trial = entry.Trial;
        List<object?> row = [entry.Rank, trial.Number, trial.State.Name()];
        row.AddRange(swept.Select(h => PlainValue.Of(trial.Values.Find(h.Name))));
        if (isRepeated)
            row.Add(trial.Repeat);
        row.AddRange(metrics.Select(m => (object?)Metric(trial, m)));
        row.AddRange([trial.BestEpoch, trial.LastEpoch, trial.DurationSeconds]);
        return [.. row];
    }

    /// <summary>The objective first, then the other metrics in the order they were reported.</summary>
    private static IEnumerable<string> MetricNames(SweepRecord sweep, ImmutableArray<LeaderboardEntry> entries) => entries
        .SelectMany(e => e.Trial.BestMetrics.Select(m => m.Metric))
        .Prepend(sweep.Objective.Metric)
        .Distinct(StringComparer.Ordinal);

    private static double? Metric(TrialRecord trial, string name)
    {
        foreach (MetricValue metric in trial.BestMetrics)
        {
            if (metric.Metric == name)
                return metric.Value;
        }

        return null;
    }
}
