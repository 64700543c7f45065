using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Experiments.Tests.Reading;

public sealed class PruningReaderTests
{
    [Theory]
    [InlineData("{type: median}", "median 5 0 1 1")]
    [InlineData("{type: median, startup_trials: 3, warmup_epochs: 2, interval_epochs: 4, min_trials: 6}", "median 3 2 4 6")]
    [InlineData("{type: hyperband, min_iter: 2}", "hyperband 2.. 3 False")]
    [InlineData("{type: hyperband, min_iter: 2, max_iter: 18, s: 3, eta: 2.5, strict: true}", "hyperband 2..18/3 2.5 True")]
    [InlineData("{type: hyperband, max_iter: 9}", "hyperband 1..9/ 3 False")]
    [InlineData("{type: successive_halving}", "successive_halving 1  3")]
    [InlineData("{type: successive_halving, min_iter: 2, max_iter: 9, eta: 2}", "successive_halving 2 9 2")]
    public void Load_EarlyTerminate_IsThePrunerWithTheseSettings(string text, string settings) =>
        Assert.Equal(settings, Load(text).Pruner!.Settings);

    [Fact]
    public void Load_NoEarlyTerminate_HasNoPruner() =>
        Assert.Null(ExperimentText.Load(ExperimentText.WithDigits("parameters: {epochs: 9}")).Pruner);

    [Theory]
    [InlineData("{type: successive_halving, min_iter: 9}",
        "early_terminate has no effect: no trial trains longer than 9 epochs, and none is compared before that")]
    [InlineData("{type: median, warmup_epochs: 8}",
        "early_terminate has no effect: no trial trains longer than 9 epochs, and none is compared before that")]
    [InlineData("{type: hyperband, min_iter: 1, s: 2}",
        "early_terminate.s has no effect without max_iter, from which it counts brackets down")]
    public void Load_KeyWithoutEffect_IsNoted(string text, string note) =>
        Assert.Equal(note, Assert.Single(Result(text).Notes).Message);

    [Theory]
    [InlineData("{type: successive_halving, min_iter: 8}")]
    [InlineData("{type: median, warmup_epochs: 7}")]
    public void Load_ComparisonJustBeforeTheEnd_IsNotNoted(string text) => Assert.Empty(Result(text).Notes);

    [Theory]
    [InlineData("{type: median}", "{type: median, startup_trials: 5}", true)]
    [InlineData("{type: median}", "{type: median, startup_trials: 4}", false)]
    [InlineData("{type: hyperband, min_iter: 1}", "{type: successive_halving}", false)]
    [InlineData("{type: hyperband, max_iter: 9, s: 1}", "{type: hyperband, max_iter: 9, s: 2}", false)]
    public void Plan_Fingerprint_FollowsThePruner(string one, string other, bool isSame) => Assert.Equal(
        isSame, SweepPlanner.Plan(Load(one)).Fingerprint == SweepPlanner.Plan(Load(other)).Fingerprint);

    [Fact]
    public void Plan_Pruner_IsAFactOfTheSweep()
    {
        var plan = SweepPlanner.Plan(Load("{type: successive_halving, min_iter: 2, eta: 2}"));

        Assert.IsType<SuccessiveHalvingPruner>(plan.Pruner);
        Assert.Contains(
            KeyValuePair.Create(
                "pruning", "successive halving: the best 1/2 of the trials that have come there go on, at epochs 2, 4, 8"),
            plan.Facts);
    }

    private static Experiment Load(string earlyTerminate) => Result(earlyTerminate).Experiment!;

    private static ExperimentLoadResult Result(string earlyTerminate) => ExperimentText.Loader.Load(
        ExperimentText.WithDigits($"parameters: {{epochs: [3, 9]}}\nearly_terminate: {earlyTerminate}"), ExperimentText.File);
}
