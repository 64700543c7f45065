using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Tests.Planning;

public sealed class RandomPlanTests
{
    private const string Ranges =
        """
        method: random
        parameters:
          learning_rate: {min: 0.001, max: 1.0, distribution: log_uniform_values}
          batch_size: {min: 16, max: 64}
          dropout: {distribution: q_uniform, min: 0, max: 0.5, q: 0.1}
          weight_decay: {distribution: normal, mu: 0, sigma: 0.01}
          activation: {values: [tanh, relu], probabilities: [0.2, 0.8]}
          epochs: {value: 3}
        """;

    [Fact]
    public void Plan_Random_HasRunCapTrialsWithinTheirRanges()
    {
        Trial[] trials = Trials($"{Ranges}\nrun_cap: 40");

        Assert.Equal(40, trials.Length);
        Assert.All(trials, t => Assert.InRange(Number(t, "learning_rate"), 0.001, 1));
        Assert.All(trials, t => Assert.Contains(Number(t, "batch_size"), Enumerable.Range(16, 49).Select(i => (double)i)));
        Assert.All(trials, t => Assert.Contains(Number(t, "dropout"), new[] { 0, 0.1, 0.2, 0.3, 0.4, 0.5 }));
        Assert.All(trials, t => Assert.True(Number(t, "weight_decay") >= 0));
        Assert.InRange(trials.Count(t => t.Values["activation"].ToString() == "tanh"), 1, 20);
    }

    [Fact]
    public void Plan_HigherRunCap_KeepsEveryEarlierTrial()
    {
        Trial[] few = Trials($"{Ranges}\nrun_cap: 10"), many = Trials($"{Ranges}\nrun_cap: 30");

        Assert.Equal(few.Select(t => (t.Identity, t.Seed, t.Number)), many.Take(10).Select(t => (t.Identity, t.Seed, t.Number)));
    }

    [Fact]
    public void Plan_AnotherSeed_DrawsOtherValues() => Assert.Empty(
        Trials($"{Ranges}\nrun_cap: 10").Select(t => t.Identity)
            .Intersect(Trials($"{Ranges}\nrun_cap: 10\nseed: 1").Select(t => t.Identity)));

    [Fact]
    public void Plan_FewerCellsThanRunCap_EndsWithAllOfThem() => Assert.Equal(
        4, Trials("method: random\nrun_cap: 50\nparameters: {learning_rate: [0.1, 0.2], activation: [tanh, relu]}").Length);

    [Fact]
    public void Plan_RandomWithIncludeAndExclude_HasTheIncludedFirstAndNoneExcluded()
    {
        Trial[] trials = Trials("""
            method: random
            run_cap: 10
            parameters: {learning_rate: {min: 0.1, max: 0.2}, activation: [tanh, relu]}
            exclude: [{activation: tanh}]
            include: [{activation: gelu, learning_rate: 0.5}]
            """);

        Assert.Equal("gelu", trials[0].Values["activation"].ToString());
        Assert.All(trials[1..], t => Assert.Equal("relu", t.Values["activation"].ToString()));
        Assert.Equal(10, trials.Length);
    }

    [Fact]
    public void Plan_GridWithSteps_TriesEveryStep() => Assert.Equal(
        ["0.1 1", "0.1 2", "0.2 1", "0.2 2", "0.3 1", "0.3 2"],
        Trials("parameters: {learning_rate: {distribution: q_uniform, min: 0.1, max: 0.3, q: 0.1}, epochs: {min: 1, max: 2}}")
            .Select(t => $"{t.Values["learning_rate"]} {t.Values["epochs"]}"));

    [Fact]
    public void Plan_RunCapOnAGrid_TakesTheFirstTrials() => Assert.Equal(
        [1, 2, 3], Trials("run_cap: 3\nparameters: {learning_rate: [0.1, 0.2], activation: [tanh, relu]}")
            .Select(t => t.Number));

    [Fact]
    public void Load_Limits_AreThoseOfThePlanAndNotOfItsFingerprint()
    {
        const string Grid = "parameters: {learning_rate: [0.1, 0.2]}";
        Experiment experiment = ExperimentText.Load(
            ExperimentText.WithDigits($"{Grid}\nmax_duration: 1h30m\nmetric: {{name: validation_loss, target: 0.2}}"));

        Assert.Equal(
            (TimeSpan.FromMinutes(90), 0.2),
            (SweepPlanner.Plan(experiment).Limits.MaximumDuration, SweepPlanner.Plan(experiment).Limits.Target));
        Assert.Equal(
            SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits($"{Grid}\nmetric: {{name: validation_loss}}")))
                .Fingerprint,
            SweepPlanner.Plan(experiment).Fingerprint);
    }

    [Theory]
    [InlineData("", 1, 5)]
    [InlineData("retry: 0\nmax_failures: 3", 0, 3)]
    [InlineData("retry: 4\nmax_failures: none", 4, null)]
    [InlineData("max_failures: 0", 1, null)]
    public void Load_Failures_AreThoseOfThePlanAndNotOfItsFingerprint(string rest, int retries, int? maximum)
    {
        const string Grid = "parameters: {learning_rate: [0.1, 0.2]}";
        SweepPlan plan = SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits($"{Grid}\n{rest}")));
        Assert.Equal((retries, maximum), (plan.Failures.Retries, plan.Failures.MaximumInARow));
        Assert.Equal(SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits(Grid))).Fingerprint, plan.Fingerprint);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("run_cap: 1", true)]
    [InlineData("run_cap: 2", false)]
    [InlineData("run_cap: 3", false)]
    public void Plan_RunCap_SaysWhetherItLeavesTrialsOut(string rest, bool isCapped) => Assert.Equal(
        isCapped,
        SweepPlanner.Plan(ExperimentText.Load(
            ExperimentText.WithDigits($"parameters: {{learning_rate: [0.1, 0.2]}}\n{rest}"))).IsCapped);

    [Fact]
    public void Plan_Zip_VariesThemTogether() => Assert.Equal(
        ["64 0.2 tanh", "64 0.2 relu", "128 0.1 tanh", "128 0.1 relu"],
        Trials(
            "parameters: {architecture: [\"64\", \"128\"], activation: [tanh, relu], learning_rate: [0.2, 0.1]}\nzip: "
            + "[[architecture, learning_rate]]")
            .Select(t => $"{t.Values["architecture"]} {t.Values["learning_rate"]} {t.Values["activation"]}"));

    [Fact]
    public void Plan_When_IsAtItsDefaultElsewhereAndOneTrialThere() => Assert.Equal(
        ["sgd constant", "{\"momentum\":0.5,\"name\":\"momentum\"} constant", "{\"momentum\":0.5,\"name\":\"momentum\"} cosine"],
        Trials("""
            parameters:
              optimizer: [sgd, {name: momentum, momentum: 0.5}]
              schedule: {values: [constant, cosine], when: {optimizer: [momentum]}}
            """).Select(t => $"{t.Values["optimizer"]} {t.Values["schedule"]}"));

    [Fact]
    public void Plan_IncludeOfAnAbsentValue_AddsACellOfItsOwn() => Assert.Equal(
        ["sgd constant", "momentum constant", "momentum cosine", "sgd one_cycle"],
        Trials("""
            parameters:
              optimizer: [sgd, momentum]
              schedule: {values: [constant, cosine], when: {optimizer: momentum}}
            include: [{optimizer: sgd, schedule: one_cycle}]
            """).Select(t => $"{t.Values["optimizer"]} {t.Values["schedule"]}"));

    private static Trial[] Trials(string rest) =>
        [.. SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits(rest))).Trials];

    private static double Number(Trial trial, string name) => ((NumberValue)trial.Values[name]).Number;
}
