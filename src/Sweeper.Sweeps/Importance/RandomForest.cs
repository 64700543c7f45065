using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Importance;

/// <summary>Regression trees, each grown from as many samples as there are, at most 2,000, drawn with replacement.</summary>
internal sealed class RandomForest
{
    private const double SmallestLeaf = 2;
    private const int MostDrawn = 2_000;

    /// <summary>The leaves of each tree.</summary>
    public required ImmutableArray<List<TreeLeaf>> Trees { get; init; }

    /// <summary>
    /// The share of the variance of the samples that the trees explain which did not draw them, R²: 1 at best; 0 for a forest
    /// that does no better than the mean, and negative for a worse one.
    /// </summary>
    public required double OutOfBagFit { get; init; }

    /// <summary>Grows a forest; the same seed and samples give the same one.</summary>
    public static RandomForest Grow(ForestSamples samples, int trees, long seed)
    {
        // Trees do not depend on one another, and their order makes the sums the same however many threads there are.
        var grown = new (List<TreeLeaf> Leaves, List<(int Sample, double Value)> Predictions)[trees];
        Parallel.For(0, trees, tree => grown[tree] = GrowTree(samples, RandomDraws.For(seed, tree, "importance")));
        var sums = new double[samples.Count];
        var votes = new int[samples.Count];
        foreach ((int sample, double value) in grown.SelectMany(t => t.Predictions))
        {
            sums[sample] += value;
            votes[sample]++;
        }

        return new RandomForest { Trees = [.. grown.Select(t => t.Leaves)], OutOfBagFit = Fit(samples.Targets, sums, votes) };
    }

    private static (List<TreeLeaf> Leaves, List<(int Sample, double Value)> Predictions) GrowTree(
        ForestSamples samples, RandomDraws draws)
    {
        int[][] places = samples.PlacesFor(draws);
        return TreeGrower.Grow(samples, places, Draw(samples.Count, draws), draws, SmallestLeaf);
    }

    private static int[] Draw(int count, RandomDraws draws)
    {
        var weights = new int[count];
        for (int i = 0; i < Math.Min(count, MostDrawn); i++)
            weights[(int)(draws.NextUnit() * count)]++;
        return weights;
    }

    private static double Fit(double[] targets, double[] sums, int[] votes)
    {
        int[] judged = [.. Enumerable.Range(0, targets.Length).Where(i => votes[i] > 0)];
        double mean = judged.Average(i => targets[i]);
        double squares = judged.Sum(i => (targets[i] - mean) * (targets[i] - mean));
        double missed = judged.Sum(i => (targets[i] - (sums[i] / votes[i])) * (targets[i] - (sums[i] / votes[i])));
        return squares == 0 ? 0 : 1 - (missed / squares);
    }
}
