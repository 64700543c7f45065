using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Reporting.Parts;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;

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

    /// <summary>
    /// What keeps one from being called the best: each has other images, other ones held out, or another metric. Empty where
    /// their values can be set beside each other.
    /// </summary>
    public ImmutableArray<string> Obstacles => field.IsDefault ? field = [.. FindObstacles()] : field;

    /// <summary>The same as the end of a sentence: <c>the dataset and the metric differ</c>.</summary>
    public string ObstaclesInWords => Obstacles.Length < 2
        ? $"{string.Concat(Obstacles)} differs"
        : $"{string.Join(", ", Obstacles[..^1])} and {Obstacles[^1]} differ";

    /// <summary>The sweep with the best cell by mean; null when they cannot be compared or none has a result.</summary>
    public SweepSnapshot? Best
    {
        get
        {
            SweepSnapshot[] ranked = [.. Snapshots.Where(s => s.Best is not null)];
            if (!Obstacles.IsEmpty || ranked.Length == 0)
                return null;
            Goal goal = Snapshots[0].Sweep.Objective.Goal;
            return goal == Goal.Maximize ? ranked.MaxBy(BestMean) : ranked.MinBy(BestMean);
        }
    }

    /// <summary>
    /// The other sweeps whose best cannot be told from that of <see cref="Best"/>: their means by the tests of
    /// cells, and where cells were trained once, accuracies within the interval that counting over so many images leaves.
    /// Nothing can be said of other single values.
    /// </summary>
    public ImmutableArray<string> AsGood
    {
        get
        {
            if (Best is not SweepSnapshot best || best.Cells.Best?.Cell.Objective is not SampleSummary first)
                return [];
            ConfidenceInterval? once = Resolution.IntervalOfBest(best);
            SweepSnapshot[] others = [.. Snapshots.Where(s => s != best && s.Cells.Best is not null)];
            SampleSummary[] means = [.. others.Select(s => s.Cells.Best!.Cell.Objective!)];
            ImmutableArray<double?> probabilities = MeanComparison.Of([first, .. means]).Corrected();
            bool IsAsGood(int sweep) => probabilities[sweep] is double probability
                ? probability > CellLeaderboard.Level
                : once is ConfidenceInterval interval
                    && means[sweep].Mean >= interval.Lower && means[sweep].Mean <= interval.Upper;
            return [.. others.Where((_, i) => IsAsGood(i)).Select(s => s.Sweep.Reference.ToString())];
        }
    }

    /// <summary>The mean of the best cell, which is the value of the best trial where each cell was trained once.</summary>
    public static double? BestMean(SweepSnapshot snapshot) => snapshot.Cells.Best?.Cell.Objective?.Mean;

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

    private IEnumerable<string> FindObstacles()
    {
        if (Objective is null)
            yield return "the metric";
        (string Fact, string Words)[] facts =
        [
            ("dataset", "the dataset"), ("images", "the images"), ("dataset SHA-256", "the content of the images"),
            ("validation", "what is held out for validation"),
        ];
        string[] differing =
            [.. facts.Where(f => Snapshots.Select(s => Fact(s, f.Fact)).Distinct().Count() > 1).Select(f => f.Words)];
        foreach (string words in differing)
            yield return words;

        // Which images are held out follows from the seed.
        bool isHeldOut = Snapshots.Any(s => MetricName.Parse(s.Sweep.Objective.Metric).Subset == "validation"
            && Fact(s, "validation") is not (null or "none"));
        if (differing.Length == 0 && isHeldOut && Snapshots.Select(s => s.Sweep.Seed).Distinct().Count() > 1)
            yield return "the seed, from which it follows which images are held out for validation,";
    }

    private static string? Fact(SweepSnapshot snapshot, string name) =>
        snapshot.Sweep.Facts.FirstOrDefault(f => f.Key == name).Value;

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
            .Select(name => Row(AskedFacts.Title(name), s => s.Sweep.Facts.FirstOrDefault(f => f.Key == name).Value ?? "–")),
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
        HyperparameterScale? scale = snapshot.Scales.FirstOrDefault(s => s.Name == name);
        IEnumerable<HyperparameterValue> values = scale is { IsNumeric: true } ? scale.Values : hyperparameter?.Values ?? [];
        return hyperparameter is null ? "–" : string.Join(", ",
            values.Select(v => ValueWords.OfPart(v, Numbers.Setting)));
    }
}
