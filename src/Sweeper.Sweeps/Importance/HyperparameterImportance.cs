using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Sweeps.Importance;

/// <summary>
/// How much of what the objective varies over the search space is due to each hyperparameter, by functional analysis of variance
/// of a random forest: Hutter, Hoos and Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance" (2014).
/// </summary>
/// <remarks>
/// <para>The forest learns from the ranked trials with a finite objective, repeats as trials of their own. The search space is
/// what they tried: every listed value counts alike; of numbers that were drawn from a range, each counts for what is nearer to
/// it than to the others, by its logarithm where they were drawn so (by their distribution or, where that is not recorded, where
/// the median lies nearer the middle of the logarithms). Text, booleans, lists, maps and mixed values are categories. A
/// hyperparameter that does not
/// exist in a trial says nothing about that trial.</para>
/// <para>Hyperparameters that vary together share their importance in no particular proportion.</para>
/// </remarks>
public sealed record HyperparameterImportance
{
    /// <summary>How many trees the forest has.</summary>
    public const int Trees = 64;

    /// <summary>Fewer ranked trials than this are not judged.</summary>
    public const int FewestTrials = 10;

    private const int MostInteractions = 5;

    public required ImportanceVerdict Verdict { get; init; }

    /// <summary>How many trials were judged.</summary>
    public required int Trials { get; init; }

    /// <summary>
    /// The share of the variance of the objective that trees explain in trials they did not learn from (out-of-bag R²): 1 at
    /// best, negative where the mean does better. Null unless the verdict is measured or no signal.
    /// </summary>
    public required double? Fit { get; init; }

    /// <summary>
    /// Every swept hyperparameter from the most important to the least, equal ones in the order of the experiment. All 0 where
    /// the objective is constant; empty where there are too few trials or no signal.
    /// </summary>
    public required ImmutableArray<MainEffect> MainEffects { get; init; }

    /// <summary>The five strongest pairs, from the strongest on, as far as they are above 0; empty unless measured.</summary>
    public required ImmutableArray<InteractionEffect> Interactions { get; init; }

    /// <summary>What the verdict rests on, as a sentence without a full stop.</summary>
    public string Reason => string.Create(CultureInfo.InvariantCulture, $"{Verdict switch
    {
        ImportanceVerdict.Constant => $"all {Trials} trials have the same objective",
        ImportanceVerdict.TooFewTrials =>
            $"no signal: {Trials} ranked trials with different values are too few (at least {FewestTrials})",
        ImportanceVerdict.NoSignal =>
            $"no signal: over {Trials} trials the hyperparameters explain too little of the objective (R² {Fit:0.00} on trials "
            + $"not learnt from, at least {LeastFit(Trials):0.00})",
        _ => $"a forest of {Trees} trees over {Trials} trials, which explains {Fit:0 %} of the variance of trials not learnt "
            + "from",
    }}");

    /// <summary>Works it out; the same trials in any order, the same space and seed give the same numbers.</summary>
    public static HyperparameterImportance Of(IEnumerable<TrialRecord> trials, SearchSpace space, long seed = 0)
    {
        TrialRecord[] ranked = [.. trials.Where(t => Leaderboard.IsRanked(t) && double.IsFinite(t.Objective!.Value))];
        if (ranked.Length < FewestTrials)
            return Without(ImportanceVerdict.TooFewTrials, ranked.Length, null, []);
        if (ranked.All(t => t.Objective == ranked[0].Objective))
            return Without(
                ImportanceVerdict.Constant, ranked.Length, null, [.. space.Swept.Select(h => new MainEffect(h.Name, 0))]);

        var samples = ForestSamples.Of(ranked, space);
        if (samples.Axes.IsEmpty)
            return Without(ImportanceVerdict.TooFewTrials, ranked.Length, null, []);
        var forest = RandomForest.Grow(samples, Trees, seed);
        return forest.OutOfBagFit < LeastFit(ranked.Length)
            ? Without(ImportanceVerdict.NoSignal, ranked.Length, forest.OutOfBagFit, [])
            : Measure(forest, samples.Axes, space) with { Trials = ranked.Length };
    }

    /// <summary>
    /// The <see cref="Fit"/> that it takes for a signal: a tenth of the variance, and more of few trials, as chance explains
    /// some: 1.5 / √n. Of a hundred sweeps with a random objective, one or two pass.
    /// </summary>
    public static double LeastFit(int trials) => Math.Max(0.1, 1.5 / Math.Sqrt(trials));

    private static HyperparameterImportance Without(
        ImportanceVerdict verdict, int trials, double? fit, ImmutableArray<MainEffect> effects) => new()
    {
        Verdict = verdict,
        Trials = trials,
        Fit = fit,
        MainEffects = effects,
        Interactions = [],
    };

    private static HyperparameterImportance Measure(RandomForest forest, ImmutableArray<ImportanceAxis> axes, SearchSpace space)
    {
        var all = new TreeVariance[forest.Trees.Length];
        Parallel.For(0, all.Length, i => all[i] = new TreeVariance(axes, forest.Trees[i]));
        TreeVariance[] trees = [.. all.Where(v => v.Total > 0)];
        Dictionary<string, double> main = axes.Select((a, i) => (a.Name, Share: trees.Average(t => t.Main(i) / t.Total)))
            .ToDictionary(s => s.Name, s => s.Share);
        var interactions = new InteractionEffect[axes.Length][];
        Parallel.For(0, axes.Length, first => interactions[first] =
        [
            .. from second in Enumerable.Range(first + 1, axes.Length - first - 1)
               select new InteractionEffect(
                   axes[first].Name, axes[second].Name, trees.Average(t => t.Interaction(first, second) / t.Total)),
        ]);
        return new HyperparameterImportance
        {
            Verdict = ImportanceVerdict.Measured,
            Trials = 0,
            Fit = forest.OutOfBagFit,
            MainEffects = [.. space.Swept.Select(h => new MainEffect(h.Name, main.GetValueOrDefault(h.Name)))
                .OrderByDescending(e => e.Share)],
            Interactions = [.. interactions.SelectMany(i => i).Where(i => i.Share > 0).OrderByDescending(i => i.Share)
                .Take(MostInteractions)],
        };
    }
}
