using System.Buffers.Binary;
using System.Text;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Tests.Training;

public class NetworkTrialRunnerTests
{
    [Fact]
    public async Task Run_LinearModelOnDigits_StaysUnder93Percent()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            """
            name: linear
            dataset: digits
            parameters: {architecture: linear, learning_rate: 0.1, batch_size: 32, epochs: 15}
            """);
        Assert.InRange(trained.Trials[0].FinalMetric("test_accuracy"), 0.8, 0.93);
    }

    [Fact]
    public async Task Run_SmallNetworkOnDigits_Passes97Percent()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            """
            name: small
            dataset: digits
            parameters: {architecture: "128", learning_rate: 0.2, batch_size: 32, epochs: 15}
            """);
        Assert.InRange(trained.Trials[0].FinalMetric("test_accuracy"), 0.97, 1);
    }

    [Fact]
    public async Task Run_DefaultEvaluation_ReportsTrainAndValidationEachEpochAndTestAtTheEnd()
    {
        TrainedTrial trial = (await TrainedExperiment.TrainAsync(Tiny("epochs: 3"))).Trials[0];
        Assert.Equal([1, 2, 3], trial.Epochs.Select(e => e.Epoch));
        Assert.All(trial.Epochs, e => Assert.Equal(
            ["train_loss", "train_accuracy", "validation_loss", "validation_accuracy"], e.Metrics.Select(m => m.Metric)));
        Assert.All(trial.Epochs, e => Assert.True(e.DurationSeconds >= 0));
        Assert.Equal(["test_loss", "test_accuracy"], trial.Result.FinalMetrics.Select(m => m.Metric));
    }

    [Fact]
    public async Task Run_TestEachEpoch_ReportsItAndNothingAtTheEnd()
    {
        TrainedTrial trial = (await TrainedExperiment.TrainAsync(Tiny("epochs: 2", "evaluate: {train: full, test: each_epoch}"))).Trials[0];
        Assert.All(trial.Epochs, e => Assert.NotNull(e.Find("test_accuracy")));
        Assert.Empty(trial.Result.FinalMetrics);
    }

    [Fact]
    public async Task Run_NoEpochs_MeasuresTheUntrainedNetworkAtEpochZero()
    {
        TrainedTrial trial = (await TrainedExperiment.TrainAsync(Tiny("epochs: 0"))).Trials[0];
        Assert.Equal(0, Assert.Single(trial.Epochs).Epoch);
        Assert.Equal(0, trial.BestEpoch);
        Assert.InRange(trial.FinalMetric("test_accuracy"), 0, 0.4);
    }

    [Fact]
    public async Task Run_NoValidation_ReportsNoValidationMetric()
    {
        TrainedTrial trial = (await TrainedExperiment.TrainAsync(
            """
            name: tiny
            dataset: {name: digits, train: 100, test: 50, validation: 0}
            metric: {name: train_loss}
            parameters: {architecture: "8", epochs: 1, batch_size: 10}
            """)).Trials[0];
        Assert.Equal(["train_loss", "train_accuracy"], trial.Epochs[0].Metrics.Select(m => m.Metric));
    }

    [Fact]
    public async Task Run_Confusion_CountsEveryTestImageInTheRowOfItsClass()
    {
        TrainedTrial trial = (await TrainedExperiment.TrainAsync(Tiny("epochs: 2"))).Trials[0];
        ConfusionMatrix matrix = ConfusionMatrix.FromJson(trial.Attachment(ConfusionMatrix.AttachmentName)!.Content.Span);
        Assert.All(matrix.Counts, row => Assert.Equal(5, row.Sum()));
        double right = matrix.Counts.Select((row, i) => row[i]).Sum() / 50.0;
        Assert.Equal(trial.FinalMetric("test_accuracy"), right, 12);
    }

    [Fact]
    public async Task Run_Model_IsASafetensorsFileOfTheBestEpoch()
    {
        TrainedTrial trial = (await TrainedExperiment.TrainAsync(Tiny("epochs: 2"))).Trials[0];
        TrialAttachment model = trial.Attachment("model")!;
        Assert.Equal(new AttachmentFile("models", ".safetensors"), model.File);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(model.Content.Span);
        string json = Encoding.UTF8.GetString(model.Content.Span.Slice(8, header));
        Assert.Contains("\"dense_1.weight\":{\"dtype\":\"F32\",\"shape\":[784,8]", json, StringComparison.Ordinal);
        Assert.Equal(8 + header + (sizeof(float) * ((784 * 8) + 8 + (8 * 10) + 10)), model.Content.Length);
    }

    [Fact]
    public async Task Run_SameExperimentTwice_GivesTheSameBits()
    {
        string yaml = Tiny("epochs: 3");
        TrainedTrial one = (await TrainedExperiment.TrainAsync(yaml)).Trials[0], two = (await TrainedExperiment.TrainAsync(yaml)).Trials[0];
        Assert.Equal(one.Epochs.SelectMany(e => e.Metrics), two.Epochs.SelectMany(e => e.Metrics));
        Assert.True(one.Attachment("model")!.Content.Span.SequenceEqual(two.Attachment("model")!.Content.Span));
    }

    [Fact]
    public async Task Run_ValueAddedToTheGrid_LeavesTheOtherTrialsAsTheyWere()
    {
        TrainedExperiment before = await TrainedExperiment.TrainAsync(Tiny("epochs: 2, learning_rate: [0.1, 0.4]"));
        TrainedExperiment after = await TrainedExperiment.TrainAsync(Tiny("epochs: 2, learning_rate: [0.1, 0.2, 0.4]"));
        Assert.Equal(
            before.Trials[1].Epochs.SelectMany(e => e.Metrics), after.Trials[2].Epochs.SelectMany(e => e.Metrics));
    }

    [Fact]
    public async Task Run_HugeLearningRate_DivergesWithTheReason()
    {
        TrainedTrial trial = (await TrainedExperiment.TrainAsync(Tiny("epochs: 20, learning_rate: 1e30"))).Trials[0];
        Assert.Equal(TrialState.Diverged, trial.End?.StopState);
        Assert.Matches("^(train|validation)_loss became (NaN|infinite) at epoch \\d+$", trial.End?.StopReason);
        Assert.True(trial.Epochs.Length < 20);
    }

    [Fact]
    public async Task Run_LayerTooLargeForTheMachine_SaysHowManyBytesItNeeds()
    {
        var failure = await Assert.ThrowsAsync<SweeperException>(
            () => TrainedExperiment.TrainAsync(Tiny("epochs: 1").Replace("\"8\"", "\"1000000000\"", StringComparison.Ordinal)));
        Assert.Matches("needs about \\d+(\\.\\d)? TB of memory", failure.Message);
    }

    private static string Tiny(string parameters, string more = "") =>
        $$"""
        name: tiny
        dataset: {name: digits, train: 100, test: 50, validation: 20}
        parameters: {architecture: "8", batch_size: 10, {{parameters}}}
        {{more}}
        """;
}
