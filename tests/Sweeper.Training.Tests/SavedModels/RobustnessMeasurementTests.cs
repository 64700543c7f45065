using Sweeper.Datasets.Augmentation;
using Sweeper.Neural.Images;
using Sweeper.Sweeps.Attachments;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.Tests.SavedModels;

public sealed class RobustnessMeasurementTests
{
    [Fact]
    public async Task Of_Network_HasTheAccuraciesOfTheEvaluations()
    {
        (byte[] model, LabelledImages test) = await TrainAsync(testImages: 200);

        Robustness robustness = Measure(model, test);

        var network = SavedNetwork.Load(model, "x");
        Assert.Equal(["shift_right", "shift_down", "rotate", "noise"], robustness.Curves.Select(c => c.Disturbance));
        Assert.Equal((200, ModelEvaluation.Of(network, test, null).Metrics.Accuracy), (robustness.Count, robustness.Accuracy));
        foreach ((TransformationKind kind, RobustnessCurve curve) in Enum.GetValues<TransformationKind>().Zip(robustness.Curves))
        {
            Assert.Equal(kind.Name(), curve.Disturbance);
            Assert.Equal(curve.Points.OrderBy(p => p.Amount), curve.Points);
            Assert.All(curve.Points, p => Assert.Equal(
                ModelEvaluation.Of(network, test, new ImageTransformation(kind, p.Amount)).Metrics.Accuracy, p.Accuracy));
        }

        Assert.True(robustness.Curves[0].Points[^1].Accuracy < robustness.Accuracy - 0.2, "Moving the images hardly matters.");
    }

    [LongFact]
    public async Task Of_MoreImagesThanAreNeeded_TakesAPartWithItsShareOfEachClass()
    {
        (byte[] model, LabelledImages test) = await TrainAsync(testImages: 200);
        int[] many = [.. Enumerable.Range(0, 10_500).Select(i => i % 200)];

        Robustness robustness = Measure(model, test.Pick(many));

        Assert.Equal(10_000, robustness.Count);
        Assert.Equal(Measure(model, test).Accuracy, robustness.Accuracy, 0.01);
    }

    [Fact]
    public async Task Of_Attachment_IsTheSameEachTimeAndReadsBack()
    {
        (byte[] model, LabelledImages test) = await TrainAsync(testImages: 50);

        byte[] first = Measure(model, test).ToAttachment().Content.ToArray();

        Assert.Equal(first, Measure(model, test).ToAttachment().Content.ToArray());
        Assert.Equal(first, Robustness.FromJson(first).ToAttachment().Content.ToArray());
    }

    private static Robustness Measure(byte[] model, LabelledImages images) =>
        RobustnessMeasurement.Of(() => SavedNetwork.Load(model, "x"), images, 10, () => { }, CancellationToken.None);

    private static async Task<(byte[] Model, LabelledImages Test)> TrainAsync(int testImages)
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            $$"""
            name: robust
            dataset: {name: digits, train: 1000, test: {{testImages}}}
            parameters: {architecture: "16", batch_size: 16, epochs: 10}
            """);
        return (
            trained.Trials[0].Result.Attachments.Single(a => a.Name == "model").Content.ToArray(), trained.Data.Dataset.Test);
    }
}
