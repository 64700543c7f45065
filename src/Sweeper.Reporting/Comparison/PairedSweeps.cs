using System.Collections.Immutable;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Comparison;

/// <summary>
/// Two sweeps by the cells that they have in common: those of equal values of every hyperparameter that either sweeps and both
/// have. Whatever else differs between the sweeps is what makes the difference of such a pair.
/// </summary>
/// <param name="First">The first sweep.</param>
/// <param name="Second">The other one.</param>
/// <param name="Differences">The second less the first over the pairs; null where there are none.</param>
/// <param name="Better">In how many pairs the second is better.</param>
/// <param name="Equal">In how many neither is.</param>
public sealed record PairedSweeps(SweepSnapshot First, SweepSnapshot Second, SampleSummary? Differences, int Better, int Equal)
{
    /// <summary>The interval of the mean difference; null for fewer than two pairs.</summary>
    public ConfidenceInterval? Interval => Differences?.Interval;

    /// <summary>Whether the difference is more than chance between the cells explains; null where nothing can be said.</summary>
    public bool? Matters => Interval is ConfidenceInterval interval ? interval.Lower > 0 || interval.Upper < 0 : null;

    /// <summary>Every later sweep against the first one; empty unless all have the same objective.</summary>
    public static ImmutableArray<PairedSweeps> Of(ComparedSweeps sweeps) =>
        sweeps.Objective is Objective objective && !objective.IsNone
        ? [.. sweeps.Snapshots.Skip(1).Select(s => Of(sweeps.Snapshots[0], s, objective.Goal))]
        : [];

    private static PairedSweeps Of(SweepSnapshot first, SweepSnapshot second, Goal goal)
    {
        string[] names =
        [
            .. first.Sweep.Space.Hyperparameters.Where(h => !h.IsDerived).Select(h => h.Name)
                .Where(n => second.Sweep.Space.Hyperparameters.Any(h => h.Name == n))
                .Where(n => new[] { first, second }.Any(s => s.Scales.Any(c => c.Name == n))),
        ];
        Dictionary<HyperparameterValues, double> means = Means(first, names), others = Means(second, names);
        double[] differences = [.. means.Where(m => others.ContainsKey(m.Key)).Select(m => others[m.Key] - m.Value)];
        return new PairedSweeps(
            first, second, SampleSummary.Of(differences),
            differences.Count(d => goal == Goal.Maximize ? d > 0 : d < 0), differences.Count(d => d == 0));
    }

    // Cells that differ in nothing that both sweeps have are one.
    private static Dictionary<HyperparameterValues, double> Means(SweepSnapshot snapshot, string[] names) => snapshot.Trials
        .Where(t => t.State == TrialState.Completed && Leaderboard.IsRanked(t) && double.IsFinite(t.Objective!.Value))
        .GroupBy(t => Key(t, names))
        .ToDictionary(g => g.Key, g => g.Average(t => t.Objective!.Value));

    private static HyperparameterValues Key(TrialRecord trial, string[] names) => new(
        from name in names
        let value = trial.Values.Find(name)
        where value is not null
        select KeyValuePair.Create(name, value));
}
