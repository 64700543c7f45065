using Sweeper.Experiments.Reading;
using Sweeper.Programs.Kinds;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Programs.Tests.WandbSweeps;

/// <summary>What people's sweep files have in them that Weights &amp; Biases takes without a word.</summary>
public sealed class OddSweepFileTests
{
    [Fact]
    public void Load_RepeatedKeys_TakesTheLastAtThePlaceOfTheFirst()
    {
        ExperimentLoadResult loaded = Load(
            "program: a.py\nmethod: grid\nprogram: b.py\nparameters: {x: {value: 1, value: 2}, y: {value: 3}, x: {value: 4}}\n");

        Assert.Empty(loaded.Errors);
        Assert.Equal("b.py", ((ProgramTrialSettings)loaded.Experiment!.Trial).Program);
        Assert.Equal(["x", "y"], loaded.Experiment.Space.Hyperparameters.Select(h => h.Name));
        Assert.Equal(new NumberValue(4), loaded.Experiment.Space.Hyperparameters[0].Values[0]);
        Assert.Contains(
            loaded.Notes, n => n.ToString() == "e.yaml:3:1: the key 'program' is repeated; this value counts, and not that at "
                + "1:1");
    }

    [Theory]
    [InlineData("normal, mu: 2", 2)]
    [InlineData("log_normal, mu: 0", 1)]
    [InlineData("q_normal, mu: 2.6, q: 0.5", 2.5)]
    public void Load_DistributionWithoutDeviation_IsOneValue(string distribution, double value)
    {
        ExperimentLoadResult loaded = Load(
            $"program: a.py\nmethod: random\nparameters: {{x: {{distribution: {distribution}, sigma: 0}}, y: {{min: 0.0, max: "
            + $"1.0}}}}\n");

        Assert.Empty(loaded.Errors);
        Hyperparameter constant = loaded.Experiment!.Space.Hyperparameters[0];
        Assert.Null(constant.Distribution);
        Assert.Equal(new NumberValue(value), Assert.Single(constant.Values));
    }

    [Fact]
    public void Load_KeysWithoutValue_ArePassedOver()
    {
        ExperimentLoadResult loaded = Load(
            "program: a.py\nname:\nmethod: grid\nmetric:\nearly_terminate: null\nparameters: {x: {value: 1}}\n");

        Assert.Empty(loaded.Errors);
        Assert.Equal(("e", true), (loaded.Experiment!.Title, loaded.Experiment.Objective.IsNone));
        Assert.Equal(
            ["name has no value and is passed over", "metric has no value and is passed over",
                "early_terminate has no value and is passed over"],
            loaded.Notes.Select(n => n.Message));
    }

    [Fact]
    public void Load_MetricWithoutName_SaysSo() =>
        Assert.Equal(
            "e.yaml:3:16: metric.name is null; it must be text",
            Assert.Single(Load("program: a.py\nmethod: grid\nmetric: {name: null}\nparameters: {x: {value: 1}}\n").Errors)
                .ToString());

    private static ExperimentLoadResult Load(string text) =>
        new ExperimentLoader(ProgramTrialKind.Instance).Load(text, "e.yaml");
}
