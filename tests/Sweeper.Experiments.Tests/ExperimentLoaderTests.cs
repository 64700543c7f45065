using System.Text;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Training.Datasets;
using Sweeper.Training.Kinds;
using Sweeper.Training.Metrics;

namespace Sweeper.Experiments.Tests;

public sealed class ExperimentLoaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweeper-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_OnlyWhatIsRequired_FillsInTheDefaults()
    {
        Experiment experiment = ExperimentText.Load(ExperimentText.WithDigits("parameters: {epochs: 3}"));

        Assert.Equal("test", experiment.Name);
        Assert.Null(experiment.Description);
        var digits = Assert.IsType<DigitsDatasetSettings>(experiment.Dataset);
        Assert.Equal((10_000, 2_000, 42L), (digits.Train, digits.Test, digits.Seed));
        Assert.Equal((1_000, 9_000), (digits.ValidationCount, digits.TrainingCount));
        Assert.Equal(new Objective("validation_accuracy", Goal.Maximize), experiment.Objective);
        Assert.Equal(EvaluationSettings.Default, experiment.Evaluation);
        Assert.Null(experiment.EarlyStopping);
        Assert.Equal((42L, 1, null), (experiment.Seed, experiment.Repeats, experiment.Parallel));
    }

    [Fact]
    public void Load_EverythingGiven_KeepsIt()
    {
        Experiment experiment = ExperimentText.Load("""
            name: all-2
            description: 7
            dataset: {name: digits, train: 500, test: 100, seed: 7, validation: 0.2, train_limit: 300}
            method: grid
            metric: {name: test_loss, goal: maximize}
            parameters: {learning_rate: [0.1, 0.2]}
            evaluate: {train: full, test: each_epoch, loss_every: 50}
            early_stopping: {monitor: test_loss, patience: 3, min_delta: 0.01, restore_best: false}
            seed: 9007199254740992
            parallel: 2
            repeats: 3
            """);

        Assert.Equal("7", experiment.Description);
        Assert.Equal((100, 300), (experiment.Dataset.ValidationCount, experiment.Dataset.TrainingCount));
        Assert.Equal("digits: 500 train, 100 test images, seed 7", experiment.Dataset.Describe());
        Assert.Equal(new Objective("test_loss", Goal.Maximize), experiment.Objective);
        Assert.Equal(
            new EvaluationSettings { Train = TrainEvaluation.Full, Test = TestEvaluation.EachEpoch, LossEvery = 50 },
            experiment.Evaluation);
        Assert.Equal(
            new EarlyStopping { Monitor = "test_loss", Goal = Goal.Maximize, Patience = 3, MinDelta = 0.01,
                RestoreBest = false },
            experiment.EarlyStopping);
        Assert.Equal((1L << 53, 3, 2), (experiment.Seed, experiment.Repeats, experiment.Parallel));
    }

    [Theory]
    [InlineData("train_loss", Goal.Minimize)]
    [InlineData("train_accuracy", Goal.Maximize)]
    [InlineData("validation_loss", Goal.Minimize)]
    public void Load_MetricWithoutGoal_TakesTheNaturalOne(string metric, Goal goal)
    {
        Experiment experiment = ExperimentText.Load(
            ExperimentText.WithDigits($"parameters: {{epochs: 3}}\nmetric: {{name: {metric}}}"));

        Assert.Equal(goal, experiment.Objective.Goal);
    }

    [Fact]
    public void Load_EarlyStoppingWithoutMonitor_WatchesTheObjective()
    {
        Experiment experiment = ExperimentText.Load(ExperimentText.WithDigits(
            "parameters: {epochs: 3}\nmetric: {name: train_loss}\nearly_stopping: {patience: 2}"));

        Assert.Equal(
            new EarlyStopping { Monitor = "train_loss", Goal = Goal.Minimize, Patience = 2, MinDelta = 0, RestoreBest = true },
            experiment.EarlyStopping);
    }

    [Fact]
    public void Load_Mnist_KnowsItsSize()
    {
        DatasetSettings dataset = ExperimentText.Load(
            "name: m\ndataset: {name: mnist, validation: 5000}\nparameters: {epochs: 1}\n").Dataset;

        Assert.Equal(
            (60_000, 10_000, 5_000, 55_000),
            (dataset.TrainCount, dataset.TestCount, dataset.ValidationCount, dataset.TrainingCount));
        Assert.Equal((784, 10), (dataset.InputCount, dataset.ClassCount));
    }

    [Fact]
    public void Load_AliasesWithinLimits_StandForTheirAnchors()
    {
        Experiment experiment = ExperimentText.Load(ExperimentText.WithDigits(
            "parameters:\n  epochs: &n 7\n  batch_size: *n\nrepeats: *n"));

        Assert.Equal(7, experiment.Repeats);
        Assert.Equal(["7", "7"], experiment.Space.Hyperparameters.Select(h => h.Values.Single().ToString()));
    }

    [Fact]
    public void Load_WrongValueThroughAnAlias_IsReportedAtTheAlias() =>
        Assert.Equal(
            "test.yaml:5:15: activation is 7; it must be one of sigmoid, tanh, relu, leaky_relu, elu, gelu, swish, softplus, "
            + "identity",
            ExperimentText.Errors(ExperimentText.WithDigits("parameters:\n  epochs: &n 7\n  activation: *n")));

    [Fact]
    public void LoadFile_ByteOrderMarkAndWindowsLines_ReadsThem()
    {
        string path = Write([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(
            "name: x\r\ndataset: digits\r\nparameters: {epochs: 0}\r\nseeed: 1\r\n")]);

        Assert.Equal(
            $"{path}:4:1: unknown key 'seeed'; did you mean 'seed'?",
            string.Join('\n', ExperimentText.Loader.LoadFile(path).Errors));
    }

    [Fact]
    public void LoadFile_NotUtf8_SaysWhere()
    {
        string path = Write([.. "name: x\ndescription: caf"u8, 0xE9, .. "\n"u8]);

        Assert.Equal(
            $"{path}:2:17: the file is not UTF-8 text; save it as UTF-8",
            string.Join('\n', ExperimentText.Loader.LoadFile(path).Errors));
    }

    [Fact]
    public void LoadFile_MoreThanAMebibyte_IsRefused()
    {
        string path = Write(new byte[(1 << 20) + 1]);

        Assert.Equal(
            $"{path}:1:1: the file has more than 1,048,576 bytes; at most that many are allowed",
            string.Join('\n', ExperimentText.Loader.LoadFile(path).Errors));
    }

    [Fact]
    public void LoadFile_MissingFile_IsAnInputError()
    {
        SweeperException exception = Assert.Throws<SweeperException>(
            () => ExperimentText.Loader.LoadFile(Path.Combine(_folder, "none.yaml")));

        Assert.Equal(FailureKind.Input, exception.Kind);
        Assert.Contains("none.yaml", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFile_Folder_IsAnInputError()
    {
        SweeperException exception = Assert.Throws<SweeperException>(() => ExperimentText.Loader.LoadFile(_folder));

        Assert.EndsWith("it is a folder", exception.Message, StringComparison.Ordinal);
    }

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder, "experiment.yaml");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void LoadFile_Utf16_SaysSo(string encoding, bool hasMark)
    {
        string path = Path.GetTempFileName();
        var utf16 = System.Text.Encoding.GetEncoding(encoding);
        File.WriteAllBytes(path, [.. hasMark ? utf16.GetPreamble() : [], .. utf16.GetBytes("name: x\n")]);

        ExperimentLoadResult result = ExperimentText.Loader.LoadFile(path);
        File.Delete(path);

        Assert.Equal($"{path}:1:1: the file is UTF-16 text; save it as UTF-8", result.Errors.Single().ToString());
    }
}
