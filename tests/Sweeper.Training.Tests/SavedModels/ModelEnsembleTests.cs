using Sweeper.Neural.Images;
using Sweeper.Sweeps.Attachments;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.Tests.SavedModels;

public sealed class ModelEnsembleTests
{
    [Fact]
    public async Task Of_SeveralNetworks_ReadsWhatTheirMeanProbabilitySays()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            """
            name: ensemble
            dataset: {name: digits, train: 300, test: 400}
            parameters: {architecture: ["8", "12", "16"], batch_size: 16, epochs: 3}
            """);
        LabelledImages test = trained.Data.Dataset.Test;
        SavedNetwork[] networks = [.. trained.Trials.Select(
            t => SavedNetwork.Load(t.Result.Attachments.Single(a => a.Name == "model").Content.ToArray(), "x"))];

        ModelEnsemble ensemble = ModelEnsemble.Of(networks, test);

        float[][] probabilities = [.. networks.Select(n => Probabilities(n, test))];
        int right = Enumerable.Range(0, test.Count).Count(
            i => Enumerable.Range(0, 10).MaxBy(c => probabilities.Average(p => (double)p[(10 * i) + c])) == test.Labels[i]);
        Assert.Equal((double)right / test.Count, ensemble.Accuracy);
        Assert.Equal(
            trained.Trials.Select(t => t.Result.FinalMetrics.Single(m => m.Metric == "test_accuracy").Value),
            ensemble.Members.Select(m => m.Accuracy));
        Assert.True(
            ensemble.Members.Select(m => m.Accuracy).Append(ensemble.Accuracy).Distinct().Count() > 2, "They hardly differ.");
    }

    [Fact]
    public void Gain_OfAnEnsemble_IsOverTheFirstAndOverTheBestSingle()
    {
        EnsembleGain gain =
            new() { Subset = "test", Count = 100, Members = [new(3, 0.90), new(1, 0.92), new(2, 0.80)], Accuracy = 0.95 };

        EnsembleGain read = EnsembleGain.FromJson(gain.ToAttachment().Content.Span);

        Assert.Equal((0.05, 0.03), (Math.Round(read.Gain, 10), Math.Round(read.GainOverBestSingle, 10)));
        Assert.Equal(gain.Members.AsEnumerable(), read.Members);
    }

    private static float[] Probabilities(SavedNetwork network, LabelledImages images)
    {
        float[] probabilities = new float[images.Count * 10];
        network.Classify(new ImageSubset(images), default, probabilities);
        return probabilities;
    }
}
