using System.Collections.Immutable;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Reporting.Classifier;
using Sweeper.Reporting.Drawing;
using Sweeper.Reporting.Data;
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
        ClassifierFindings none = new() { Calibration = null, Examples = null, Precision = null, Robustness = null,
            Ensemble = null, Network = null };

        ImmutableArray<TrialPictures> pictures = TrialPictures.Read([1, 2, 3, 4],
            trial => trial switch { 2 => none, 3 => Findings(3, 7), _ => Findings(2, 7) });

        Assert.Equal([1, 4], pictures.Select(p => p.Trial));
    }

    [Fact]
    public void Read_GreyAndColourImages_ShowsThoseOfTheFirst()
    {
        ImmutableArray<TrialPictures> pictures = TrialPictures.Read([1, 2, 3],
            trial => Findings(4, 7, channels: trial == 2 ? 1 : 3));

        Assert.Equal([1, 3], pictures.Select(p => p.Trial));
    }

    [Fact]
    public void Read_NetworksWhoseFirstLayersDiffer_AreAllShown()
    {
        ImmutableArray<TrialPictures> pictures = TrialPictures.Read([3, 5],
            trial => Findings(4, 7) with { Network = Filters(trial) });

        Assert.Equal([3, 5], pictures.Select(p => p.FirstLayer!.Width));
        JsonElement trials = Written(pictures).GetProperty("trials");
        Assert.Equal([3, 5], pictures.Select(p => trials.GetProperty($"{p.Trial}").GetProperty("unitWidth").GetInt32()));
        Assert.Equal(25, trials.GetProperty("5").GetProperty("weights")[0].GetBytesFromBase64().Length);
    }

    [Fact]
    public void Write_ColourImages_ArePngFiles()
    {
        ImmutableArray<TrialPictures> pictures = TrialPictures.Read([1], _ => Findings(4, 7, channels: 3));

        JsonElement written = Written(pictures);

        Assert.Equal(3, written.GetProperty("channels").GetInt32());
        Assert.Equal(PngFile.Of(pictures[0].Examples!.Errors[0].Pixels, 4),
            written.GetProperty("images")[0].GetBytesFromBase64());
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
                [ClassPredictions.AttachmentName] = ClassPredictions.Of([0, 1], [0.9f, 0.1f, 0.1f, 0.9f], [0, 0],
                    2).ToAttachment().Content.ToArray(),
                [ClassifierExamples.AttachmentName] = Examples(2, 5).ToAttachment().Content.ToArray(),
            },
        };

        IDocument report = new HtmlParser().ParseDocument(await new SweepReport(reader,
            new Classifiers()).RenderAsync(reader.Sweep));

        JsonElement pictures = JsonDocument.Parse(report.GetElementById("data")!.TextContent)
            .RootElement.GetProperty("pictures");
        Assert.Equal([0x12, 0x3f], Assert.Single(pictures.GetProperty("images").EnumerateArray()).GetBytesFromBase64());
        Assert.Equal(22, pictures.GetProperty("trials").EnumerateObject().Count());
        JsonElement trial = pictures.GetProperty("trials").GetProperty("7");
        Assert.Equal("[[0,5,0,1,0.75]]", trial.GetProperty("errors").GetRawText());
        Assert.Equal("[[2,0.9,0.5]]", trial.GetProperty("bins").GetRawText());
        Assert.Equal(["a", "b"], trial.GetProperty("units").EnumerateArray().Select(u => u.GetString()!));
        Assert.Equal([127, 64, 0, 129], trial.GetProperty("weights")[0].GetBytesFromBase64());
    }

    private static JsonElement Written(ImmutableArray<TrialPictures> pictures)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            PictureData.Write(json, pictures);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.ToArray()).RootElement.GetProperty("pictures");
    }

    private static LayeredClassifier Filters(int size) => new()
    {
        Width = 8,
        Height = 8,
        InputScale = 1,
        Classes = ["a", "b"],
        Output = "softmax",
        Layers =
        [
            new ConvolutionClassifierLayer
            {
                Height = 8, Width = 8, Channels = 1, KernelSize = size, Stride = 1, Padding = size / 2,
                Weights = [.. new float[size * size]], Biases = [0], Activation = "relu",
            },
            new DenseClassifierLayer { Weights = [.. new float[2 * 64]], Biases = [0, 0], Activation = "identity" },
        ],
    };

    private static ClassifierFindings Findings(int size, int image, int channels = 1) =>
        new() { Calibration = null, Examples = Examples(size, image, channels), Precision = null, Robustness = null,
            Ensemble = null, Network = null };

    private static ClassifierExamples Examples(int size, int image, int channels = 1) => new()
    {
        Width = size,
        Height = size,
        Channels = channels,
        Classes = ["a", "b"],
        Subset = "test",
        Errors =
        [
            new ClassifierExample
            {
                Index = image, Label = 0, Predicted = 1, Probability = 0.75f, TrueProbability = 0.25f,
                Pixels = [17, 34, 51, 255, .. new byte[channels * size * size - 4]],
            },
        ],
        Hits = [],
    };

    private sealed class Classifiers : IClassifierSource
    {
        public long? CountWeights(SweepRecord sweep, int trialNumber) => null;

        public LayeredClassifier? Find(SweepRecord sweep, int trialNumber) => new()
        {
            Width = 2,
            Height = 2,
            InputScale = 1,
            Classes = ["a", "b"],
            Output = "softmax",
            Layers = [new DenseClassifierLayer { Weights = [1, 0, 0.5f, 0, 0, 0, -1, 0], Biases = [0, 0],
                Activation = "identity" }],
        };
    }
}
