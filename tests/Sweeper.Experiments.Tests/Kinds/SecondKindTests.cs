using NJsonSchema;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Tests.Schemas;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Kinds;

namespace Sweeper.Experiments.Tests.Kinds;

/// <summary>A kind of trial that reading, planning and the schema have never heard of.</summary>
public sealed class SecondKindTests
{
    private const string Head = "name: p\nprogram: train\nmetric: {name: reward, goal: maximize, target: -1}\n";
    private const string Program = Head + "parameters: {rate: [1, 2], depth: {values: [3, 4], when: {rate: 1}}}\n";

    private static readonly ProgramKind Kind = new();
    private static readonly ExperimentLoader Loader = new(Kind, NetworkTrialKind.Instance);

    [Fact]
    public void Load_DocumentThatItClaims_IsPlannedInItsTerms()
    {
        Experiment experiment = Load(Program);
        SweepPlan plan = SweepPlanner.Plan(experiment);

        Assert.Equal((new Objective("reward", Goal.Maximize), -1), (experiment.Objective, experiment.Limits.Target));
        Assert.Equal(
            ["depth=3 rate=1", "depth=4 rate=1", "rate=2"],
            plan.Trials.Select(t => string.Join(' ', t.Values.Select(v => $"{v.Key}={v.Value}"))));
        Assert.All(plan.Trials, t => Assert.Equal(9, t.PlannedEpochs));
        Assert.Equal(
            ["rate 1 2", "depth 3 4"], plan.Space.Hyperparameters.Select(h => $"{h.Name} {string.Join(' ', h.Values)}"));
        Assert.Equal(["program", "method"], plan.Facts.Select(f => f.Key));
        Assert.NotEqual(
            plan.Fingerprint, SweepPlanner.Plan(Load(Program.Replace("train", "other", StringComparison.Ordinal))).Fingerprint);
    }

    [Fact]
    public void Load_DocumentThatItDoesNotClaim_IsTheNetworksAsIfThereWereNoOther()
    {
        string text = ExperimentText.WithDigits("parameters: {learning_rate: [0.1, 0.2]}");

        Assert.Equal(SweepPlanner.Plan(ExperimentText.Load(text)).Fingerprint, SweepPlanner.Plan(Load(text)).Fingerprint);
    }

    [Theory]
    [InlineData("name: p\nprogram: train\nparameters: {rate: 1}\n", "t:1:1: metric is missing; name one")]
    [InlineData(
        "name: p\nprogram: train\nmetric: {name: reward}\nparameters: {rate: 1}\n",
        "t:3:9: metric has no goal; write a map such as {name: reward, goal: maximize}")]
    [InlineData(
        Head + "early_stopping: {monitor: loss, patience: 2}\nparameters: {rate: 1}\n",
        "t:4:27: early_stopping.monitor is loss, and nothing says whether more of it is better; leave monitor out, "
        + "to watch the objective")]
    [InlineData(Head + "dataset: digits\nparameters: {rate: 1}\n", "t:4:1: 'dataset' is for networks")]
    [InlineData(Head + "cross_validation: 2\nparameters: {rate: 1}\n", "t:4:1: unknown key 'cross_validation'")]
    [InlineData(Head + "parameters: {rate: fast}\n", "t:4:20: rate is 'fast'; it must be a number at least 0")]
    [InlineData(Head + "parameters: 1\n", "t:4:13: parameters is 1; it must be a map such as {rate: [1, 2]}")]
    [InlineData(Head + "early_terminate: {type: median, warmup_epochs: 9}\nparameters: {rate: 1}\n", "")]
    public void Load_WrongDocument_IsToldInItsTerms(string text, string error) =>
        Assert.StartsWith(error, string.Join('\n', Loader.Load(text, "t").Errors), StringComparison.Ordinal);

    [Fact]
    public void Load_Setting_MeansAHyperparameterUnlessItIsAKey()
    {
        Experiment experiment = Loader.Load(Program, "t", ["width=[5, 6]", "repeats=2"]).Experiment!;

        Assert.Equal((12, 2), (SweepPlanner.Plan(experiment).Trials.Count, experiment.Repeats));
    }

    [Fact]
    public async Task TextOf_SeveralKinds_DescribesDocumentsOfEach()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(ExperimentSchema.TextOf(NetworkTrialKind.Instance, Kind));
        int ErrorsOf(string text) => schema.Validate(YamlJson.Read(text)!.ToJsonString()).Count;

        Assert.Equal(0, ErrorsOf(Program));
        Assert.Equal(0, ErrorsOf(ExperimentText.WithDigits("parameters: {learning_rate: [0.1, 0.2]}")));
        Assert.NotEqual(0, ErrorsOf(Program.Replace("program: train", "program: [train]", StringComparison.Ordinal)));
        Assert.NotEqual(0, ErrorsOf(ExperimentText.WithDigits("parameters: {learning_rat: 0.1}")));
    }

    private static Experiment Load(string text)
    {
        ExperimentLoadResult result = Loader.Load(text, "t");
        Assert.Equal("", string.Join('\n', result.Errors));
        return result.Experiment!;
    }
}
