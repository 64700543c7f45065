using System.Globalization;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.Kinds;

namespace Sweeper.Experiments.Tests.Planning;

public sealed class SweepPlannerTests
{
    [Fact]
    public void Plan_Grid_NumbersEveryCellOnceWithCompleteValues()
    {
        SweepPlan plan = Plan("parameters: {learning_rate: [0.1, 0.2], activation: [tanh, relu], epochs: 7}");

        Assert.Equal(
            ["0.1 tanh", "0.1 relu", "0.2 tanh", "0.2 relu"],
            plan.Trials.Select(t => $"{t.Values["learning_rate"]} {t.Values["activation"]}"));
        Assert.Equal([1, 2, 3, 4], plan.Trials.Select(t => t.Number));
        Assert.All(
            plan.Trials,
            t => Assert.Equal((1, 7, NetworkHyperparameters.Table.All.Length), (t.Repeat, t.PlannedEpochs, t.Values.Count)));
        Assert.All(plan.Trials, t => Assert.Equal(TrialSeed.Derive(42, t.Identity), t.Seed));
    }

    [Fact]
    public void Plan_SweptDefaults_AreInTheSpaceAfterTheDeclaredOnes()
    {
        SweepPlan plan = Plan("parameters: {learning_rate: [0.1, 0.2], activation: [tanh, relu]}");

        Assert.Equal(
            [
                "learning_rate: 0.1 0.2", "activation: tanh relu", "architecture: 128", "loss: cross_entropy", "output: softmax",
                "optimizer: sgd",
                "schedule: constant", "batch_size: 128", "drop_last: false", "epochs: 20",
                "initializer: glorot_uniform he_normal",
            ],
            plan.Space.Hyperparameters.Take(11).Select(h => $"{h.Name}: {string.Join(' ', h.Values)}"));
    }

    [Theory]
    [InlineData("", 6, 40)]
    [InlineData("run_cap: 25", 6, 25)]
    [InlineData("run_cap: 4", 4, 4)]
    [InlineData("method: random\nrun_cap: 45", 6, 40)]
    [InlineData("method: random\nrun_cap: 12", 3, 12)]
    [InlineData("cross_validation: 2", 12, 80)]
    public void Plan_RepeatsUntilSeparated_BeginsWithTheLeastAndSaysHowManyThereMayBe(string lines, int first, int most)
    {
        SweepPlan plan = Plan(
            $"parameters: {{learning_rate: [0.1, 0.2]}}\nrepeats: {{min: 3, max: 20, until: separated}}\n{lines}");

        Assert.Equal((first, (int?)null), (plan.Trials.Count, plan.TrialCount));
        Assert.Equal((3, 20, most), (plan.Rounds!.Least, plan.Rounds.Most, plan.Rounds.AllTrials));
        Assert.True(plan.Trials.Max(t => t.Repeat) <= 3);
        string uncapped = lines
            .Replace("run_cap: 25", "", StringComparison.Ordinal)
            .Replace("run_cap: 4", "run_cap: 400", StringComparison.Ordinal);
        SweepPlan all = Plan($"parameters: {{learning_rate: [0.1, 0.2]}}\nrepeats: 20\n{uncapped}");
        Assert.All(
            plan.Rounds.Trainings(plan.Trials[0], 7), t =>
                Assert.Equal(t with { Number = 0 }, all.Trials.First(a => a.Identity == t.Identity) with { Number = 0 }));
    }

    [Fact]
    public void Plan_CrossValidation_HasATrialForEachFoldOfEachRepeat()
    {
        SweepPlan plan = Plan("parameters: {learning_rate: [0.1, 0.2]}\ncross_validation: 3\nrepeats: 2");

        Assert.Equal(
            ["0.1 1/1", "0.1 1/2", "0.1 1/3", "0.1 2/1", "0.1 2/2", "0.1 2/3", "0.2 1/1", "0.2 1/2", "0.2 1/3", "0.2 2/1",
                "0.2 2/2", "0.2 2/3"],
            plan.Trials.Select(t => $"{t.Values["learning_rate"]} {t.Repeat}/{t.Fold}"));
        Assert.Equal(12, plan.Trials.Select(t => t.Seed).Distinct().Count());
        Assert.All(plan.Trials, t => Assert.Equal(TrialSeed.Derive(42, t.Identity), t.Seed));
        Assert.NotEqual(
            plan.Fingerprint, Plan("parameters: {learning_rate: [0.1, 0.2]}\ncross_validation: 2\nrepeats: 3").Fingerprint);
    }

    [Fact]
    public void Plan_WithoutCrossValidation_HasNoFoldsAndTheIdentitiesOfOld()
    {
        SweepPlan plan = Plan("parameters: {learning_rate: 0.2, architecture: 128-64}\nrepeats: 2");

        Assert.All(plan.Trials, t => Assert.Null(t.Fold));
        Assert.Equal(new TrialIdentity("d724e4837307858261e4c0dff290e09d"), plan.Trials[0].Identity);
        Assert.Empty(plan.Trials.Select(t => t.Identity).Intersect(
            Plan("parameters: {learning_rate: 0.2, architecture: 128-64}\ncross_validation: 2\nrepeats: 2").Trials.Select(t =>
                t.Identity)));
    }

    [Fact]
    public void Plan_CrossValidation_SaysSoInTheFacts()
    {
        Experiment experiment = ExperimentText.Load(
            ExperimentText.WithDigits("parameters: {batch_size: 8001}\ncross_validation: 6"));

        SweepPlan plan = SweepPlanner.Plan(experiment);

        Assert.Contains(
            KeyValuePair.Create("validation", "6 folds of the training set, each held out by a trial of its own"), plan.Facts);
        Assert.Equal((1667, 8333), (experiment.Dataset.ValidationCount, experiment.Dataset.TrainingCount));
    }

    [Fact]
    public void Plan_Repeats_AreTrialsOfTheirOwnNextToEachOther()
    {
        SweepPlan plan = Plan("parameters: {learning_rate: [0.1, 0.2]}\nrepeats: 3");

        Assert.Equal([(1, 0.1), (2, 0.1), (3, 0.1), (1, 0.2), (2, 0.2), (3, 0.2)], plan.Trials.Select(t => (t.Repeat, Rate(t))));
        Assert.Equal(6, plan.Trials.Select(t => t.Seed).Distinct().Count());
    }

    [Fact]
    public void Plan_Facts_DescribeTheDataset()
    {
        SweepPlan plan = Plan("parameters: {epochs: 1}");

        Assert.Equal("digits: 10,000 train, 2,000 test images, seed 42", plan.Facts.Single(f => f.Key == "dataset").Value);
        Assert.Equal("1,000 images held out of the training set", plan.Facts.Single(f => f.Key == "validation").Value);
    }

    [Fact]
    public void Plan_PixelDivisor_IsAmongTheFacts()
    {
        SweepPlan plan = SweepPlanner.Plan(
            ExperimentText.Load("name: x\ndataset: {name: mnist, pixel_divisor: 256}\nparameters: {epochs: 2}\n"));

        Assert.Equal(
            "mnist: 60,000 train, 10,000 test images, pixels divided by 256", plan.Facts.Single(f => f.Key == "dataset").Value);
    }

    [Fact]
    public void Plan_ThousandsOfCells_AreAllDifferent() => PlanCells(50);

    [LongFact]
    public void Plan_HundredThousandCells_AreAllDifferent() => PlanCells(100);

    private static void PlanCells(int values)
    {
        string numbers = string.Join(", ", Enumerable.Range(1, values));

        SweepPlan plan = Plan(string.Create(
            CultureInfo.InvariantCulture,
            $"parameters: {{epochs: [{numbers}], batch_size: [{numbers}], learning_rate: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}}"));

        Assert.Equal(values * values * 10, plan.Trials.Count);
        Assert.Equal(plan.Trials.Count, plan.Trials.Select(t => t.Seed).Distinct().Count());
    }

    private static SweepPlan Plan(string rest) => SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits(rest)));

    private static double Rate(Trial trial) => ((NumberValue)trial.Values["learning_rate"]).Number;
}
