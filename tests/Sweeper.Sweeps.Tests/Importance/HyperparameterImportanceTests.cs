using Sweeper.Sweeps.Importance;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Tests.Statistics;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Importance;

public sealed class HyperparameterImportanceTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(300)]
    public void Of_OneLargeAndOneSmallTerm_GivesNearlyAllToTheLarge(int trials)
    {
        HyperparameterImportance importance = Of(MadeUpSweep.Random(trials, 2, (x, _) => x[0] + (x[1] / 1000)));

        Assert.Equal(ImportanceVerdict.Measured, importance.Verdict);
        Assert.Equal("x1", importance.MainEffects[0].Hyperparameter);
        Assert.InRange(importance.MainEffects[0].Share, 0.95, 1);
        Assert.InRange(importance.Fit!.Value, 0.9, 1);
    }

    [Fact]
    public void Of_SumOfTerms_GivesTheirShareOfTheVariance()
    {
        // The variances of x1 and 2 · x2 are as 1 to 4.
        HyperparameterImportance importance = Of(MadeUpSweep.Random(600, 3, (x, _) => x[0] + (2 * x[1])));

        Assert.InRange(Share(importance, "x1"), 0.17, 0.23);
        Assert.InRange(Share(importance, "x2"), 0.75, 0.83);
        Assert.InRange(Share(importance, "x3"), 0, 0.01);
    }

    [Fact]
    public void Of_ExclusiveOr_IsAllInteraction()
    {
        HyperparameterImportance importance = Of(MadeUpSweep.Mixed((name, _, flag) => (name == "adam") ^ flag ? 1 : 0));

        // Of three names one is adam: the flag alone explains (1/3)² of the variance 1/4.
        Assert.Equal(("flag", "optimizer"), (importance.Interactions[0].First, importance.Interactions[0].Second));
        Assert.InRange(importance.Interactions[0].Share, 0.7, 0.95);
        Assert.InRange(Share(importance, "flag"), 0.05, 0.2);
    }

    [Fact]
    public void Of_ConstantObjective_GivesZeroToAll()
    {
        HyperparameterImportance importance = Of(MadeUpSweep.Random(50, 3, (_, _) => 0.5));

        Assert.Equal(ImportanceVerdict.Constant, importance.Verdict);
        Assert.Equal([0, 0, 0], importance.MainEffects.Select(e => e.Share));
        Assert.Empty(importance.Interactions);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(300)]
    public void Of_PureNoise_SaysThatThereIsNoSignal(int trials)
    {
        for (long seed = 1; seed <= 5; seed++)
        {
            HyperparameterImportance importance = Of(MadeUpSweep.Random(trials, 4, (_, noise) => noise, seed));

            Assert.Equal(ImportanceVerdict.NoSignal, importance.Verdict);
            Assert.True(importance.Fit < HyperparameterImportance.LeastFit(trials));
            Assert.Empty(importance.MainEffects);
            Assert.StartsWith("no signal: over", importance.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_NineTrials_AreTooFew()
    {
        HyperparameterImportance importance = Of(MadeUpSweep.Random(9, 2, (x, _) => x[0]));

        Assert.Equal(ImportanceVerdict.TooFewTrials, importance.Verdict);
        Assert.Contains("9 ranked trials", importance.Reason, StringComparison.Ordinal);
        Assert.Empty(importance.MainEffects);
    }

    [Fact]
    public void Of_TrialsThatAllHaveTheSameValues_AreTooFew()
    {
        var sweep = MadeUpSweep.Of(
            Enumerable.Range(1, 20).Select(i => TrialRecords.Create(i, i, values: [("rate", 0.1)]) with { Repeat = i }));

        Assert.Equal(ImportanceVerdict.TooFewTrials, Of(sweep).Verdict);
    }

    [Fact]
    public void Of_TrialsInAnotherOrder_IsTheSame()
    {
        MadeUpSweep sweep = MadeUpSweep.Random(80, 3, (x, noise) => (x[0] * x[1]) + (0.05 * noise));

        HyperparameterImportance forwards = Of(sweep);
        var backwards = HyperparameterImportance.Of(sweep.Trials.Reverse(), sweep.Space);

        Assert.Equal(forwards.MainEffects, backwards.MainEffects.AsEnumerable());
        Assert.Equal(forwards.Interactions, backwards.Interactions.AsEnumerable());
        Assert.Equal(forwards.Fit, backwards.Fit);
    }

    [Fact]
    public void Of_AnotherSeed_IsAnotherForest()
    {
        MadeUpSweep sweep = MadeUpSweep.Random(80, 3, (x, noise) => x[0] + (0.1 * noise));

        Assert.NotEqual(Of(sweep).Fit, HyperparameterImportance.Of(sweep.Trials, sweep.Space, 1).Fit);
    }

    [Fact]
    public void Of_Category_IsFoundAmongNumbersAndBooleans()
    {
        HyperparameterImportance importance = Of(MadeUpSweep.Mixed((name, rate, _) => (name == "rmsprop" ? 1 : 0) + rate));

        Assert.Equal(["optimizer", "rate", "flag"], importance.MainEffects.Select(e => e.Hyperparameter));
        Assert.InRange(Share(importance, "optimizer"), 0.9, 1);
    }

    [Fact]
    public void Of_ListsAndMaps_AreCategories()
    {
        HyperparameterValue[] layers = ["[]", "[10]", "[10,20]", "{\"units\":5}"];
        layers = [.. layers.Select(l => HyperparameterValue.Parse(l.ToString()))];
        var sweep = MadeUpSweep.Of(Enumerable.Range(0, 40).Select(i =>
            TrialRecords.Create(i + 1, i % 4, values: [("layers", layers[i % 4]), ("rate", i / 4)])));

        Assert.InRange(Share(Of(sweep), "layers"), 0.95, 1);
    }

    [Fact]
    public void Of_HyperparameterThatExistsOnlyUnderAnother_DoesNotTakeTheOthersImportance()
    {
        // Momentum exists with sgd alone and makes no difference there.
        var sweep = MadeUpSweep.Of(Enumerable.Range(0, 60).Select(i => i % 2 == 0
            ? TrialRecords.Create(i + 1, 1, values: [("optimizer", "adam")]) with { Repeat = i + 1 }
            : TrialRecords.Create(i + 1, 0, values: [("optimizer", "sgd"), ("momentum", i / 2 % 3)]) with { Repeat = i + 1 }));

        HyperparameterImportance importance = Of(sweep);

        Assert.InRange(Share(importance, "optimizer"), 0.95, 1);
        Assert.InRange(Share(importance, "momentum"), 0, 0.02);
    }

    [Fact]
    public void Of_TrialsThatAreNotRankedOrInfinite_AreLeftOut()
    {
        MadeUpSweep sweep = MadeUpSweep.Random(40, 2, (x, _) => x[0]);
        var further = sweep.Trials.Select((t, i) => t with
        {
            Number = 100 + i,
            Objective = i % 2 == 0 ? 1e9 : double.PositiveInfinity,
            State = i % 2 == 0 ? TrialState.Failed : TrialState.Completed,
        });

        var importance = HyperparameterImportance.Of(sweep.Trials.Concat(further), sweep.Space);

        Assert.Equal((40, Of(sweep).Fit), (importance.Trials, importance.Fit));
    }

    [Fact]
    public void Of_HugeObjectives_AreLikeSmallOnes()
    {
        HyperparameterImportance small = Of(MadeUpSweep.Random(60, 2, (x, _) => x[0]));
        HyperparameterImportance huge = Of(MadeUpSweep.Random(60, 2, (x, _) => x[0] * 1e300));

        Assert.Equal(small.MainEffects[0].Share, huge.MainEffects[0].Share, 3);
    }

    [Fact]
    public void Of_HyperparameterWithOneTriedValue_HasShareZero()
    {
        MadeUpSweep sweep = MadeUpSweep.Random(40, 1, (x, _) => x[0]);
        SearchSpace space = new()
        {
            Hyperparameters = [.. sweep.Space.Hyperparameters,
                new Hyperparameter { Name = "untried", Values = [], Distribution = new UniformDistribution(0, 1) }],
        };

        var importance = HyperparameterImportance.Of(sweep.Trials, space);

        Assert.Equal(new MainEffect("untried", 0), importance.MainEffects[^1]);
    }

    private static HyperparameterImportance Of(MadeUpSweep sweep) => HyperparameterImportance.Of(sweep.Trials, sweep.Space);

    private static double Share(HyperparameterImportance importance, string name) =>
        importance.MainEffects.Single(e => e.Hyperparameter == name).Share;
}
