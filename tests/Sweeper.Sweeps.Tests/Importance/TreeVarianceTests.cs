using System.Collections.Immutable;
using Sweeper.Sweeps.Importance;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Tests.Statistics;

namespace Sweeper.Sweeps.Tests.Importance;

/// <summary>Compares the decomposition with one by its definition: over every combination of values that there is.</summary>
public sealed class TreeVarianceTests
{
    private static readonly MadeUpSweep Sweep = MadeUpSweep.Of(Enumerable.Range(1, 40).Select(number =>
    {
        var draws = RandomDraws.For(3, number, "test");
        double drawn = Math.Exp(5 * draws.NextUnit());
        int listed = (int)(5 * draws.NextUnit());
        string category = "abcdef".Substring((int)(6 * draws.NextUnit()), 1);
        double objective = (Math.Log(drawn) * listed) + (category is "b" or "e" ? 3 : 0) + draws.NextNormal();
        return TrialRecords.Create(number, objective, values: [("drawn", drawn), ("listed", listed), ("category", category)]);
    }));

    private static readonly ForestSamples Samples = ForestSamples.Of(Sweep.Trials, Sweep.Space);
    private static readonly ImmutableArray<List<TreeLeaf>> Trees = RandomForest.Grow(Samples, 8, 0).Trees;

    [Fact]
    public void Leaves_OfATree_DivideTheSpaceOnce() =>
        Assert.All(Trees, tree => Assert.All(Places(), place => Assert.Single(tree, leaf => Holds(leaf, place))));

    [Fact]
    public void Total_OfATree_IsTheVarianceOverEveryCombination() =>
        Assert.All(Trees, tree => Assert.Equal(Variance(tree), new TreeVariance(Samples.Axes, tree).Total, 9));

    [Fact]
    public void Main_OfEachAxis_IsTheVarianceOfItsMarginal() =>
        Assert.All(Trees, tree =>
        {
            var variance = new TreeVariance(Samples.Axes, tree);
            for (int axis = 0; axis < Samples.Axes.Length; axis++)
                Assert.Equal(Variance(tree, axis), variance.Main(axis), 9);
        });

    [Fact]
    public void Interaction_OfEachPair_IsWhatTheirMarginalHasBeyondTheirOwn() =>
        Assert.All(Trees, tree =>
        {
            var variance = new TreeVariance(Samples.Axes, tree);
            foreach ((int a, int b) in new[] { (0, 1), (0, 2), (1, 2) })
                Assert.Equal(Variance(tree, a, b) - Variance(tree, a) - Variance(tree, b), variance.Interaction(a, b), 9);
        });

    // The variance of the mean prediction at each combination of places of some axes; of all axes where none is named.
    private static double Variance(List<TreeLeaf> tree, params int[] axes)
    {
        var marginal = Places()
            .GroupBy(p => string.Join(' ', axes.Length == 0 ? p : axes.Select(a => p[a])))
            .Select(g => (Weight: g.Sum(Weight), Mean: g.Sum(p => Weight(p) * Predict(tree, p)) / g.Sum(Weight)))
            .ToArray();
        double mean = marginal.Sum(m => m.Weight * m.Mean);
        return marginal.Sum(m => m.Weight * (m.Mean - mean) * (m.Mean - mean));
    }

    private static IEnumerable<int[]> Places() =>
        from first in Enumerable.Range(0, Samples.Axes[0].Count)
        from second in Enumerable.Range(0, Samples.Axes[1].Count)
        from third in Enumerable.Range(0, Samples.Axes[2].Count)
        select new[] { first, second, third };

    private static double Weight(int[] places) =>
        places.Select((place, axis) => Samples.Axes[axis].WeightOf(new AxisRun(place, place + 1))).Aggregate((a, b) => a * b);

    private static double Predict(List<TreeLeaf> tree, int[] places) => tree.First(leaf => Holds(leaf, places)).Value;

    private static bool Holds(TreeLeaf leaf, int[] places) =>
        leaf.Regions.Zip(places).All(p => p.First.Runs.Any(r => p.Second >= r.Low && p.Second < r.High));
}
