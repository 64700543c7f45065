using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Tests.Planning;

/// <summary>What makes two trials, and two plans, the same.</summary>
public sealed class PlanIdentityTests
{
    [Fact]
    public void Plan_ValueAddedToAList_LeavesTheOtherTrialsAsTheyWere()
    {
        SweepPlan before = Plan("parameters: {learning_rate: [0.1, 0.2], activation: [tanh, relu]}\nrepeats: 2");

        SweepPlan after = Plan(
            "parameters: {activation: [sigmoid, tanh, relu], learning_rate: [0.05, 0.1, 0.2], epochs: 20}\nrepeats: 3");

        var seeds = after.Trials.ToDictionary(t => t.Identity, t => (t.Seed, t.Values, t.Repeat));
        Assert.Equal(27, after.Trials.Count);
        Assert.All(before.Trials, t => Assert.Equal((t.Seed, t.Values, t.Repeat), seeds[t.Identity]));
    }

    [Fact]
    public void Plan_DefaultWrittenOut_ChangesNoIdentity()
    {
        SweepPlan bare = Plan("parameters: {learning_rate: [0.1, 0.2]}");

        SweepPlan written = Plan(
            "parameters: {learning_rate: [0.1, 0.2], loss: cross_entropy, output: softmax, initializer: he_normal}");

        Assert.Equal(bare.Trials.Select(t => t.Identity), written.Trials.Select(t => t.Identity));
        Assert.Equal(bare.Fingerprint, written.Fingerprint);
    }

    [Fact]
    public void Plan_KnownTrial_KeepsItsIdentityAndSeedForEver()
    {
        Trial trial = Plan("parameters: {learning_rate: 0.2, architecture: 128-64}").Trials.Single();

        Assert.Equal(new TrialIdentity("d724e4837307858261e4c0dff290e09d"), trial.Identity);
        Assert.Equal(6_928_001_435_067_039, trial.Seed);
    }

    [Fact]
    public void Plan_Kernel_IsAnotherTrialWithTheSameSeed()
    {
        SweepPlan plan = Plan("parameters: {learning_rate: 0.2, kernel: [vector, reference]}");

        Assert.Equal(2, plan.Trials.Select(t => t.Identity).Distinct().Count());
        Assert.Single(plan.Trials.Select(t => t.Seed).Distinct());
        Assert.Equal(Plan("parameters: {learning_rate: 0.2}").Trials.Single().Seed, plan.Trials[1].Seed);
    }

    [Theory]
    [InlineData("{name: uniform, range: 0.5, biases: zero}", true)]
    [InlineData("{name: uniform, range: 0.5, biases: drawn}", false)]
    public void Plan_InitializerOfBiases_IsAnotherTrialOnlyWhenTheyAreDrawn(string initializer, bool isSame) => Assert.Equal(
        isSame,
        Plan($"parameters: {{initializer: {initializer}}}").Trials[0].Identity
            == Plan("parameters: {initializer: {name: uniform, range: 0.5}}").Trials[0].Identity);

    [Fact]
    public void Plan_KnownExperiment_KeepsItsFingerprintForEver() => Assert.Equal(
        "3f35c96f17eab1ada698c9d68b0fe08e75639e7656fbce82514e41bfe93a0fcf",
        Plan("parameters: {learning_rate: [0.1, 0.2], architecture: 128-64}").Fingerprint);

    [Theory]
    [InlineData("weight_decay: 0", true)]
    [InlineData("schedule: constant", true)]
    [InlineData("weight_decay: 0.001", false)]
    [InlineData("schedule: cosine", false)]
    [InlineData("dropout: 0.5", false)]
    [InlineData("drop_last: false", true)]
    [InlineData("drop_last: true", false)]
    public void Plan_SettingsThatAreOffByDefault_ChangeTheFingerprintWhenTheyAreOn(string parameter, bool isSame) =>
        Assert.Equal(
            isSame,
            Plan($"parameters: {{learning_rate: 0.2, {parameter}}}").Fingerprint
                == Plan("parameters: {learning_rate: 0.2}").Fingerprint);

    [Theory]
    [InlineData("# a comment\nparameters: {learning_rate: {values: [0.1, 0.2]}}\ndescription: words\nparallel: 2", true)]
    [InlineData("parameters: {learning_rate: [0.1, 0.3]}", false)]
    [InlineData("parameters: {learning_rate: [0.2, 0.1]}", false)]
    [InlineData("parameters: {learning_rate: [0.1, 0.2], epochs: 3}", false)]
    [InlineData("parameters: {learning_rate: [0.1, 0.2]}\nseed: 43", false)]
    [InlineData("parameters: {learning_rate: [0.1, 0.2]}\nrepeats: 2", false)]
    [InlineData("parameters: {learning_rate: [0.1, 0.2]}\nmetric: {name: train_loss}", false)]
    [InlineData("parameters: {learning_rate: [0.1, 0.2]}\nevaluate: {train: full}", false)]
    [InlineData("parameters: {learning_rate: [0.1, 0.2]}\nearly_stopping: {patience: 3}", false)]
    public void Plan_Fingerprint_FollowsWhatCanChangeAResult(string rest, bool isSame)
    {
        string fingerprint = Plan("parameters: {learning_rate: [0.1, 0.2]}").Fingerprint;

        Assert.Equal(isSame, Plan(rest).Fingerprint == fingerprint);
        Assert.Matches("^[0-9a-f]{64}$", fingerprint);
    }

    [Theory]
    [InlineData("digits", "{name: digits, validation: 0.1}", true)]
    [InlineData("digits", "{name: digits, validation: 1000}", true)]
    [InlineData("digits", "{name: digits, seed: 1}", false)]
    [InlineData("digits", "{name: digits, pixel_divisor: 255}", true)]
    [InlineData("digits", "{name: digits, pixel_divisor: 256}", false)]
    [InlineData("digits", "{name: digits, test: 1000}", false)]
    [InlineData("digits", "{name: digits, train_limit: 500}", false)]
    [InlineData("mnist", "{name: mnist, validation: 5000}", false)]
    public void Plan_Fingerprint_FollowsTheDataset(string one, string other, bool isSame)
    {
        string Fingerprint(string dataset) =>
            SweepPlanner.Plan(ExperimentText.Load($"name: x\ndataset: {dataset}\nparameters: {{epochs: 2}}\n")).Fingerprint;

        Assert.Equal(isSame, Fingerprint(one) == Fingerprint(other));
    }

    private static SweepPlan Plan(string rest) => SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits(rest)));
}
