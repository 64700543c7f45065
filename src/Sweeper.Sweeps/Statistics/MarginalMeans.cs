using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Sweeps.Statistics;

/// <summary>How much the objective depends on single hyperparameters, by the mean over everything else.</summary>
public static class MarginalMeans
{
    /// <summary>
    /// The mean objective of the ranked trials at each value of a hyperparameter, in the order of its values; null where no
    /// trial is ranked.
    /// </summary>
    public static ImmutableArray<double?> Of(IEnumerable<TrialRecord> trials, Hyperparameter hyperparameter)
    {
        ILookup<HyperparameterValue?, double> objectives = trials
            .Where(Leaderboard.IsRanked)
            .ToLookup(t => t.Values.Find(hyperparameter.Name), t => t.Objective!.Value);
        return [.. hyperparameter.Values.Select(v => objectives[v].Any() ? objectives[v].Average() : (double?)null)];
    }

    /// <summary>The largest minus the smallest finite marginal mean; 0 when there are fewer than two.</summary>
    public static double Spread(IEnumerable<TrialRecord> trials, Hyperparameter hyperparameter)
    {
        double[] means = [.. Of(trials, hyperparameter).OfType<double>().Where(double.IsFinite)];
        return means.Length < 2 ? 0 : means.Max() - means.Min();
    }

    /// <summary>
    /// The swept hyperparameters from the largest spread to the smallest; equal ones in the order of the experiment.
    /// </summary>
    public static ImmutableArray<Hyperparameter> BySpread(IReadOnlyCollection<TrialRecord> trials, SearchSpace space) =>
        [.. space.Swept.OrderByDescending(h => Spread(trials, h))];
}
