using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class MarginalMeansTests
{
    private static readonly Hyperparameter Rate = new() { Name = "rate", Values = [0.1, 0.2, 0.3] };
    private static readonly Hyperparameter Size = new() { Name = "size", Values = ["small", "large"] };
    private static readonly Hyperparameter Loss = new() { Name = "loss", Values = ["squared"] };

    private static readonly TrialRecord[] Trials =
    [
        TrialRecords.Create(1, 1, values: [("rate", 0.1), ("size", "small")]),
        TrialRecords.Create(2, 3, values: [("rate", 0.1), ("size", "large")]),
        TrialRecords.Create(3, 4, values: [("rate", 0.2), ("size", "small")]),
        TrialRecords.Create(4, 100, TrialState.Diverged, ("rate", 0.3), ("size", "small")),
    ];

    [Fact]
    public void Of_ValueWithoutARankedTrial_IsNull() =>
        Assert.Equal(new double?[] { 2, 4, null }, MarginalMeans.Of(Trials, Rate).ToArray());

    [Fact]
    public void Spread_FiniteMeans_IsLargestMinusSmallest() => Assert.Equal(2, MarginalMeans.Spread(Trials, Rate));

    [Fact]
    public void Spread_InfiniteMean_IsIgnored()
    {
        TrialRecord infinite = TrialRecords.Create(5, double.PositiveInfinity, values: [("rate", 0.3), ("size", "small")]);

        Assert.Equal(2, MarginalMeans.Spread(Trials.Append(infinite), Rate));
    }

    [Fact]
    public void Spread_OneMean_IsZero() => Assert.Equal(0, MarginalMeans.Spread(Trials.Take(1), Rate));

    [Fact]
    public void BySpread_FixedHyperparameters_AreLeftOut()
    {
        SearchSpace space = new() { Hyperparameters = [Size, Loss, Rate] };

        Assert.Equal(["rate", "size"], MarginalMeans.BySpread(Trials, space).Select(h => h.Name));
    }
}
