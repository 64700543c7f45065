using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Reporting.Comparison;

/// <summary>Several sweeps side by side.</summary>
/// <param name="Snapshots">At least two, in the order they were asked for.</param>
public sealed record ComparedSweeps(ImmutableArray<SweepSnapshot> Snapshots)
{
    /// <summary>How each sweep is called: by its reference.</summary>
    public ImmutableArray<string> Names => [.. Snapshots.Select(s => s.Sweep.Reference.ToString())];

    /// <summary>The objective that all have; null when they differ, and so cannot be ranked against each other.</summary>
    public Objective? Objective =>
        Snapshots.Select(s => (s.Sweep.Objective.Metric, s.Sweep.Objective.Goal)).Distinct().Count() == 1
        ? Snapshots[0].Sweep.Objective
        : null;

    /// <summary>The sweep with the best trial; null when their objectives differ or none has a result.</summary>
    public SweepSnapshot? Best
    {
        get
        {
            SweepSnapshot[] ranked = [.. Snapshots.Where(s => s.Best is not null)];
            if (Objective is not Objective objective || ranked.Length == 0)
                return null;
            return objective.Goal == Goal.Maximize ? ranked.MaxBy(s => s.Best!.Objective) : ranked.MinBy(s => s.Best!.Objective);
        }
    }

    /// <summary>
    /// What the experiments say differently, as name and the text of each sweep: objective, early stopping, seed, facts, and
    /// the values of hyperparameters; a dash where a sweep does not have one.
    /// </summary>
    public IEnumerable<(string Name, ImmutableArray<string> Texts)> Differences =>
        from row in Statements
        where row.Texts.Distinct().Count() > 1
        select row;

    /// <summary>The hyperparameters that every sweep has and at least one varies, in the order of the first.</summary>
    public IEnumerable<string> Shared =>
        from hyperparameter in Snapshots[0].Sweep.Space.Hyperparameters
        let name = hyperparameter.Name
        where Snapshots.All(s => s.Sweep.Space.Hyperparameters.Any(h => h.Name == name))
        where Snapshots.Any(s => s.Scales.Any(c => c.Name == name && c.Values.Length > 1))
        select name;

    private IEnumerable<(string Name, ImmutableArray<string> Texts)> Statements =>
    [
        Row("Objective", s => s.Sweep.Objective.ToString()),
        Row("Early stopping", s => s.Sweep.EarlyStopping is EarlyStopping stopping
            ? $"{stopping.Monitor}, patience {stopping.Patience}"
            : "none"),
        Row("Seed", s => s.Sweep.Seed.ToString(CultureInfo.InvariantCulture)),
        Row("Repeats", s => s.Trials.Select(t => t.Repeat).DefaultIfEmpty(1).Max().ToString(CultureInfo.InvariantCulture)),
        Row("Folds", s => s.Trials.Max(t => t.Fold)?.ToString(CultureInfo.InvariantCulture) ?? "none"),
        .. Snapshots.SelectMany(s => s.Sweep.Facts).Select(f => f.Key).Distinct()
            .Select(name => Row(name, s => s.Sweep.Facts.FirstOrDefault(f => f.Key == name).Value ?? "–")),
        .. Snapshots.SelectMany(s => s.Sweep.Space.Hyperparameters).Where(h => !h.IsDerived).Select(h => h.Name).Distinct()
            .Select(name => Row(name, s => Values(s, name))),
    ];

    private (string, ImmutableArray<string>) Row(string name, Func<SweepSnapshot, string> text) =>
        (name, [.. Snapshots.Select(text)]);

    private static string Values(SweepSnapshot snapshot, string name)
    {
        if (snapshot.Scales.FirstOrDefault(s => s.Name == name) is { IsRange: true } range)
            return $"{range.Label(range.Values[0])} to {range.Label(range.Values[^1])}";
        Hyperparameter? hyperparameter = snapshot.Sweep.Space.Hyperparameters.FirstOrDefault(h => h.Name == name);
        return hyperparameter is null ? "–" : string.Join(", ",
            hyperparameter.Values.Select(v => ValueWords.OfPart(v, Numbers.Setting)));
    }
}
