using System.Globalization;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
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

    [Fact]
    public void Plan_Repeats_AreTrialsOfTheirOwnNextToEachOther()
    {
        SweepPlan plan = Plan("parameters: {learning_rate: [0.1, 0.2]}\nrepeats: 3");

        Assert.Equal([(1, 0.1), (2, 0.1), (3, 0.1), (1, 0.2), (2, 0.2), (3, 0.2)], plan.Trials.Select(t => (t.Repeat, Rate(t))));
        Assert.Equal(6, plan.Trials.Select(t => t.Seed).Distinct().Count());
    }

    [Fact]
    public void Plan_Exclude_LeavesOutCellsWithAnyOfTheValues()
    {
        SweepPlan plan = Plan("""
            parameters: {learning_rate: [0.1, 0.2, 0.3], activation: [tanh, relu]}
            exclude:
              - {learning_rate: [0.1, 0.3], activation: tanh}
              - {learning_rate: 0.2}
            """);

        Assert.Equal(["0.1 relu", "0.3 relu"], plan.Trials.Select(t => $"{t.Values["learning_rate"]} {t.Values["activation"]}"));
    }

    [Fact]
    public void Plan_Include_AddsCellsAndTheirValues()
    {
        SweepPlan plan = Plan("""
            parameters: {architecture: ["64", "128"], learning_rate: [0.1, 0.2]}
            include:
              - {architecture: "512", learning_rate: 0.3}
              - {activation: tanh, learning_rate: 0.1}
            """);

        Assert.Equal(
            ["64 0.1 relu", "64 0.2 relu", "128 0.1 relu", "128 0.2 relu", "512 0.3 relu", "64 0.1 tanh", "128 0.1 tanh"],
            plan.Trials.Select(t => $"{t.Values["architecture"]} {t.Values["learning_rate"]} {t.Values["activation"]}"));
        Assert.Equal("64 128 512", Values(plan, "architecture"));
        Assert.Equal("0.1 0.2 0.3", Values(plan, "learning_rate"));
        Assert.Equal("relu tanh", Values(plan, "activation"));
    }

    [Fact]
    public void Plan_IncludeOfAHyperparameterThatIsNotSwept_ShowsItAsSwept()
    {
        SweepPlan plan = SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits(
            "parameters: {learning_rate: [0.1, 0.2]}\ninclude: [{learning_rate: 0.1, dropout: 0.3}]")));

        Assert.Equal(["learning_rate", "dropout"], plan.Space.Swept.Select(h => h.Name));
        Assert.Equal([0, 0.3], plan.Space.Swept.Last().Values.Select(v => ((NumberValue)v).Number));
    }

    [Fact]
    public void Plan_IncludePartlyThereAlready_MergesTheCellsAndNotesIt()
    {
        string text = ExperimentText.WithDigits("""
            parameters: {learning_rate: [0.1, 0.2]}
            include:
              - {learning_rate: [0.2, 0.3]}
            """);

        ExperimentLoadResult result = ExperimentText.Loader.Load(text, ExperimentText.File);

        Assert.Equal(
            "test.yaml:5:5: 1 of the 2 cells of this item of include exist already; each is one trial",
            Assert.Single(result.Notes).ToString());
        Assert.Equal(
            [(1, 0.1), (2, 0.2), (3, 0.3)], SweepPlanner.Plan(result.Experiment!).Trials.Select(t => (t.Number, Rate(t))));
    }

    [Fact]
    public void Plan_IncludeOfAnExcludedCell_BringsItBack()
    {
        SweepPlan plan = Plan("""
            parameters: {learning_rate: [0.1, 0.2], activation: [tanh, relu]}
            exclude: [{activation: tanh}]
            include: [{activation: tanh, learning_rate: 0.2}]
            """);

        Assert.Equal(
            ["0.1 relu", "0.2 relu", "0.2 tanh"],
            plan.Trials.Select(t => $"{t.Values["learning_rate"]} {t.Values["activation"]}"));
    }

    [Fact]
    public void Plan_ExcludedConflict_IsNoError()
    {
        SweepPlan plan = Plan("""
            parameters: {loss: [cross_entropy, mean_squared_error], output: [softmax, identity]}
            exclude: [{loss: cross_entropy, output: identity}]
            """);

        Assert.Equal(3, plan.Trials.Count);
    }

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

    [Theory]
    [InlineData("{name: uniform, range: 0.5, biases: zero}", true)]
    [InlineData("{name: uniform, range: 0.5, biases: drawn}", false)]
    public void Plan_InitializerOfBiases_IsAnotherTrialOnlyWhenTheyAreDrawn(string initializer, bool isSame) => Assert.Equal(
        isSame,
        Plan($"parameters: {{initializer: {initializer}}}").Trials[0].Identity
            == Plan("parameters: {initializer: {name: uniform, range: 0.5}}").Trials[0].Identity);

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

    private static string Values(SweepPlan plan, string name) =>
        string.Join(' ', plan.Space.Hyperparameters.Single(h => h.Name == name).Values);
}
