using Sweeper.Sweeps.Importance;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Tests.Statistics;

namespace Sweeper.Sweeps.Tests.Importance;

public sealed class ImportanceAxesTests
{
    [Fact]
    public void Of_ListedNumbers_CountAlike()
    {
        ImportanceAxis axis = Axis([0.001, 0.1, 0.01]);

        Assert.True(axis.IsOrdered);
        Assert.All(Weights(axis), w => Assert.Equal(1.0 / 3, w, 9));
        Assert.Equal([0, 1, 2], new[] { 0.001, 0.01, 0.1 }.Select(v => axis.PlaceOf(v)));
        Assert.Equal(-1, axis.PlaceOf(null));
    }

    [Fact]
    public void Of_NumbersDrawnFromARange_CountForWhatIsNearest() =>
        Assert.Equal([0.1, 0.5, 0.4], Weights(Axis([0, 2, 10], new UniformDistribution(0, 10))));

    [Fact]
    public void Of_NumbersDrawnByTheirLogarithm_CountByIt() =>
        Assert.Equal([0.25, 0.5, 0.25],
            Weights(Axis([1, 10, 100], new TruncatedDistribution(new LogUniformDistribution(1, 1000), 1, 100))));

    [Fact]
    public void Of_ManyNumbersWhoseDistributionIsNotRecorded_AreByLogarithmWhenTheirMedianIs()
    {
        HyperparameterValue[] powers = [.. Enumerable.Range(0, 21).Select(i => (HyperparameterValue)Math.Pow(10, i / 5.0))];
        HyperparameterValue[] steps = [.. Enumerable.Range(1, 21).Select(i => (HyperparameterValue)i)];

        Assert.All(Weights(Axis(powers))[1..20], w => Assert.Equal(0.05, w));
        Assert.All(Weights(Axis(steps))[1..20], w => Assert.Equal(0.05, w));
    }

    [Fact]
    public void CutBetween_DistantNumbers_LiesInTheMiddle()
    {
        ImportanceAxis axis = Axis([0, 1, 2, 9, 10], new UniformDistribution(0, 10));

        Assert.Equal(3, axis.CutBetween(0, 4));
        Assert.Equal(1, axis.CutBetween(0, 1));
    }

    [Fact]
    public void Of_NumbersBesideText_AreCategories() => Assert.False(Axis([1, "none", 5]).IsOrdered);

    [Fact]
    public void PlaceAt_Shares_AreReachedInOrder()
    {
        ImportanceAxis axis = Axis([0, 2, 10], new UniformDistribution(0, 10));

        Assert.Equal([0, 0, 1, 1, 2, 2], new[] { 0, 0.09, 0.11, 0.59, 0.61, 0.999 }.Select(axis.PlaceAt));
    }

    private static ImportanceAxis Axis(HyperparameterValue[] values, Distribution? distribution = null)
    {
        TrialRecord[] trials = [.. values.Select((v, i) => TrialRecords.Create(i + 1, i, values: [("x", v)]))];
        Hyperparameter x = new() { Name = "x", Values = distribution is null ? [.. values] : [], Distribution = distribution };
        return ImportanceAxes.Of(trials, new SearchSpace { Hyperparameters = [x] }).Single();
    }

    private static double[] Weights(ImportanceAxis axis) =>
        [.. Enumerable.Range(0, axis.Count).Select(p => Math.Round(axis.WeightOf(new AxisRun(p, p + 1)), 12))];
}
