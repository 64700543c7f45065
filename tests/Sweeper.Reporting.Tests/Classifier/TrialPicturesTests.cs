using System.Collections.Immutable;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Reporting.Classifier;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Tests.Classifier;

public sealed class TrialPicturesTests
{
    [Fact]
    public void Read_MoreThanThereIsRoomFor_KeepsTheBest()
    {
        // Every trial has an image of its own, of 120 × 120 pixels: 9,600 characters each.
        ImmutableArray<TrialPictures> pictures = TrialPictures.Read(Enumerable.Range(1, 300), trial => Findings(120, trial));

        Assert.InRange(pictures.Length, 100, 130);
        Assert.Equal(Enumerable.Range(1, pictures.Length), pictures.Select(p => p.Trial));
    }

    [Fact]
    public void Read_SameImageInEveryTrial_CostsItsRoomOnce() =>
        Assert.Equal(300, TrialPictures.Read(Enumerable.Range(1, 300), _ => Findings(120, 1)).Length);

    [Fact]
    public void Read_ImagesOfAnotherSizeOrNothingAtAll_AreLeftOut()
    {
        ClassifierFindings none = new() { Calibration = null, Examples = null, Precision = null, Robustness = null, Ensemble = null, Network = null };

        ImmutableArray<TrialPictures> pictures = TrialPictures.Read([1, 2, 3, 4], trial => trial switch { 2 => none, 3 => Findings(3, 7), _ => Findings(2, 7) });

        Assert.Equal([1, 4], pictures.Select(p => p.Trial));
    }

    [Fact]
    public async Task Report_TrialsWithModels_HasTheirExamplesCalibrationAndWeights()
    {
        FakeSweepReader grid = SampleSweep.Grid();
        var reader = new FakeSweepReader
        {
            Sweep = grid.Sweep,
            Trials = grid.Trials,
            Attachments = new()
            {
                [ClassPredictions.AttachmentName] = ClassPredictions.Of([0, 1], [0.9f, 0.1f, 0.1f, 0.9f], [0, 0], 2).ToAttachment().Content.ToArray(),
                [ClassifierExamples.AttachmentName] = Examples(2, 5).ToAttachment().Content.ToArray(),
            },
        };

        IDocument report = new HtmlParser().ParseDocument(await new SweepReport(reader, new Classifiers()).RenderAsync(reader.Sweep));

        JsonElement pictures = JsonDocument.Parse(report.GetElementById("data")!.TextContent).RootElement.GetProperty("pictures");
        Assert.Equal([0x12, 0x3f], Assert.Single(pictures.GetProperty("images").EnumerateArray()).GetBytesFromBase64());
        Assert.Equal(22, pictures.GetProperty("trials").EnumerateObject().Count());
        JsonElement trial = pictures.GetProperty("trials").GetProperty("7");
        Assert.Equal("[[0,5,0,1,0.75]]", trial.GetProperty("errors").GetRawText());
        Assert.Equal("[[2,0.9,0.5]]", trial.GetProperty("bins").GetRawText());
        Assert.Equal(["a", "b"], trial.GetProperty("units").EnumerateArray().Select(u => u.GetString()!));
        Assert.Equal([127, 64, 0, 129], trial.GetProperty("weights")[0].GetBytesFromBase64());
    }

    private static ClassifierFindings Findings(int size, int image) =>
        new() { Calibration = null, Examples = Examples(size, image), Precision = null, Robustness = null, Ensemble = null, Network = null };

    private static ClassifierExamples Examples(int size, int image) => new()
    {
        Width = size,
        Height = size,
        Classes = ["a", "b"],
        Subset = "test",
        Errors =
        [
            new ClassifierExample
            {
                Index = image, Label = 0, Predicted = 1, Probability = 0.75f, TrueProbability = 0.25f,
                Pixels = [17, 34, 51, 255, .. new byte[size * size - 4]],
            },
        ],
        Hits = [],
    };

    private sealed class Classifiers : IClassifierSource
    {
        public LayeredClassifier? Find(SweepRecord sweep, int trialNumber) => new()
        {
            Width = 2,
            Height = 2,
            InputScale = 1,
            Classes = ["a", "b"],
            Output = "softmax",
            Layers = [new DenseClassifierLayer { Weights = [1, 0, 0.5f, 0, 0, 0, -1, 0], Biases = [0, 0], Activation = "identity" }],
        };
    }
}
