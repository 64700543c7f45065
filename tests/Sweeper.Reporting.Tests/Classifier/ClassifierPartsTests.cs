using System.Collections.Immutable;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Reporting.Drawing;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Tests.Classifier;

public sealed class ClassifierPartsTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>";

    [Fact]
    public async Task Report_Examples_AreDrawnAndDescribed()
    {
        IDocument report = await ParseAsync(Reader(Attached()), null);

        IElement error = Assert.Single(report.QuerySelectorAll(".examples.errors li"));
        Assert.Equal("test image 3: a, read as b", error.QuerySelector("svg title")!.TextContent);
        Assert.EndsWith("a read as b 90.0 % sure", error.Read(), StringComparison.Ordinal);
        Assert.Equal(["M0 0h1v1h-1", "M1 0h1v1h-1M0 1h2v1h-2"],
            error.QuerySelectorAll("path").Select(p => p.GetAttribute("d")!));
        Assert.Equal(["0.5", "1"], error.QuerySelectorAll("path").Select(p => p.GetAttribute("fill-opacity")!));
        Assert.DoesNotContain("img-src", Policy(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ColourExamples_AreFilesWithinThePage()
    {
        Dictionary<string, byte[]> attached = Attached();
        byte[] pixels = [255, 0, 0, 0, 255, 0];
        attached[ClassifierExamples.AttachmentName] = new ClassifierExamples
        {
            Width = 2,
            Height = 1,
            Channels = 3,
            Classes = ["cat", Hostile],
            Subset = "test",
            Errors = [new ClassifierExample { Index = 3, Label = 0, Predicted = 1, Probability = 0.9f, TrueProbability = 0.1f,
                Pixels = [.. pixels] }],
            Hits = [],
        }.ToAttachment().Content.ToArray();

        IDocument report = await ParseAsync(Reader(attached), null);

        IElement picture = Assert.Single(report.QuerySelectorAll(".examples.errors li img"));
        Assert.Equal(PngFile.Address([.. pixels], 2), picture.GetAttribute("src"));
        Assert.Equal($"test image 3: cat, read as {Hostile}", picture.GetAttribute("alt"));
        Assert.Empty(report.QuerySelectorAll(".examples svg"));
        Assert.Contains("img-src data:;", Policy(report), StringComparison.Ordinal);
        Assert.Equal(3, Block(report, "data").GetProperty("pictures").GetProperty("channels").GetInt32());
    }

    [Fact]
    public async Task Report_ConvolutionalNetwork_IsEmbeddedWithTheGeometryOfItsLayers()
    {
        IDocument report = await ParseAsync(Reader(Attached()), new FakeClassifiers(Convolutional(channels: 1)));

        JsonElement network = Block(report, "network");
        Assert.Equal(["max_pooling 2 2 0", "convolution 3 2 1", "dense"],
            network.GetProperty("layers").EnumerateArray().Select(Geometry));
        Assert.Equal([0, 4 * 9 * 2, 4 * 8 * 2], network.GetProperty("layers").EnumerateArray().Select(WeightBytes));
        Assert.Equal((1, "filter"), (network.GetProperty("channels").GetInt32(), network.GetProperty("unit").GetString()));
        Assert.Equal(1, network.GetProperty("examples").GetArrayLength());
        Assert.NotNull(report.QuerySelector("#draw[hidden] .drawing"));
        Assert.Contains("each filter of the first layer, pixel by pixel, those of the largest filters first: ink where it is",
            report.QuerySelector(".first-layer")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_NetworkOfColourImages_HasItsFirstWeightsAndNothingToDrawOn()
    {
        IDocument report = await ParseAsync(Reader(Attached()), new FakeClassifiers(Convolutional(channels: 3)));

        JsonElement network = Block(report, "network");
        Assert.Equal(["max_pooling 2 2 0", "convolution 3 2 1"],
            network.GetProperty("layers").EnumerateArray().Select(Geometry));
        Assert.Equal(0, network.GetProperty("examples").GetArrayLength());
        Assert.Contains("Mid-grey is 0; more of a colour speaks for the filter", report.QuerySelector(".first-layer")!.Read(),
            StringComparison.Ordinal);
        Assert.Empty(report.QuerySelectorAll("#draw, #draw-not"));
    }

    [Fact]
    public async Task Report_Calibration_HasAChartATableAndASentence()
    {
        IDocument report = await ParseAsync(Reader(Attached()), null);

        Assert.Contains("It is right in 50.00 % of the cases and 90.00 % sure on average",
            report.QuerySelector(".scores")!.Read(), StringComparison.Ordinal);
        Assert.Equal(["87 % to 93 %", "2", "90.0 %", "50.0 %"],
            report.QuerySelectorAll(".calibration tbody tr:first-child > *").Select(c => c.Read()));
    }

    [Theory]
    [InlineData(8, 6)]
    [InlineData(16, 12)]
    [InlineData(32, 24)]
    public async Task Report_Network_IsEmbeddedWithTheBitsThatAreEnough(int bits, int bytes)
    {
        Dictionary<string, byte[]> attached = Attached();
        attached[WeightPrecision.AttachmentName] =
            new WeightPrecision { Bits = bits, Accuracy = 0.5, FullAccuracy = 0.5 }.ToAttachment().Content.ToArray();

        IDocument report = await ParseAsync(Reader(attached),
            new FakeClassifiers(Network([1, -2, 3, 0.5f, 0, 1], ["a", Hostile])));

        JsonElement network = JsonDocument.Parse(report.GetElementById("network")!.TextContent).RootElement;
        Assert.Equal(bytes, network.GetProperty("layers")[0].GetProperty("weights").GetBytesFromBase64().Length);
        Assert.Equal(["a", Hostile], network.GetProperty("classes").EnumerateArray().Select(c => c.GetString()));
        Assert.NotNull(report.QuerySelector("#draw[hidden] .drawing"));
        Assert.Empty(report.QuerySelectorAll("img"));
    }

    [Fact]
    public async Task Report_NetworkThatIsTooLarge_IsNotEmbedded()
    {
        IDocument report = await ParseAsync(Reader([]), new FakeClassifiers(Network(new float[2_000_000], ["a", "b"])));

        Assert.Null(report.GetElementById("network"));
        Assert.Contains("2,000,000 weights of trial", report.QuerySelector("#draw-not")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_DamagedAttachmentsOrWeights_AreLeftOut()
    {
        var damaged = new[] { ClassPredictions.AttachmentName, ClassifierExamples.AttachmentName,
            WeightPrecision.AttachmentName }
            .ToDictionary(name => name, _ => new byte[] { 1, 2, 3 });

        IDocument report = await ParseAsync(Reader(damaged), new FakeClassifiers(Network([1, float.NaN], ["a", "b"])));

        Assert.NotNull(report.QuerySelector("#best .class-scores"));
        Assert.Empty(report.QuerySelectorAll(".calibration, .examples, #draw, #draw-not, #network"));
    }

    private static string Policy(IDocument report) =>
        report.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;

    private static JsonElement Block(IDocument report, string id) =>
        JsonDocument.Parse(report.GetElementById(id)!.TextContent).RootElement;

    private static string Geometry(JsonElement layer) => string.Join(
        ' ', new[] { "kind", "size", "stride", "padding" }.Where(name => layer.TryGetProperty(name, out _))
            .Select(name => layer.GetProperty(name).ToString()));

    private static int WeightBytes(JsonElement layer) =>
        layer.TryGetProperty("weights", out JsonElement weights) ? weights.GetBytesFromBase64().Length : 0;

    private static async Task<IDocument> ParseAsync(FakeSweepReader reader, IClassifierSource? classifiers) =>
        new HtmlParser().ParseDocument(await new SweepReport(reader, classifiers).RenderAsync(reader.Sweep));

    private static FakeSweepReader Reader(Dictionary<string, byte[]> attachments)
    {
        FakeSweepReader sample = SampleSweep.Grid();
        return new FakeSweepReader
        {
            Sweep = sample.Sweep,
            Trials = sample.Trials,
            Epochs = sample.Epochs,
            Environments = sample.Environments,
            Confusion = new ConfusionMatrix { Classes = ["a", "b"], Counts = [[1, 1], [0, 0]],
                Subset = "test" }.ToAttachment().Content.ToArray(),
            Attachments = attachments,
        };
    }

    private static Dictionary<string, byte[]> Attached() => new()
    {
        [ClassPredictions.AttachmentName] =
            ClassPredictions.Of([0, 1], [0.9f, 0.1f, 0.1f, 0.9f], [0, 0], 2).ToAttachment().Content.ToArray(),
        [ClassifierExamples.AttachmentName] = new ClassifierExamples
        {
            Width = 2,
            Height = 2,
            Classes = ["a", "b"],
            Subset = "test",
            Errors = [new ClassifierExample { Index = 3, Label = 0, Predicted = 1, Probability = 0.9f, TrueProbability = 0.1f,
                Pixels = [128, 255, 255, 255] }],
            Hits = [],
        }.ToAttachment().Content.ToArray(),
    };

    private static LayeredClassifier Network(float[] weights, ImmutableArray<string> classes) => new()
    {
        Width = 1,
        Height = weights.Length / 2,
        InputScale = 1,
        Classes = classes,
        Output = "softmax",
        Layers = [new DenseClassifierLayer { Weights = [.. weights], Biases = [0, 0], Activation = "identity" }],
    };

    // 8×8 pixels, 4×4 after pooling, 2×2 places of the filters.
    private static LayeredClassifier Convolutional(int channels) => new()
    {
        Width = 8,
        Height = 8,
        Channels = channels,
        InputScale = 1,
        Classes = ["a", "b"],
        Output = "softmax",
        Layers =
        [
            new MaxPoolingClassifierLayer { Height = 8, Width = 8, Channels = channels, Size = 2 },
            new ConvolutionClassifierLayer
            {
                Height = 4, Width = 4, Channels = channels, KernelSize = 3, Stride = 2, Padding = 1,
                Weights = [.. new float[9 * channels * 2]], Biases = [0, 0], Activation = "relu",
            },
            new DenseClassifierLayer { Weights = [.. new float[8 * 2]], Biases = [0, 0], Activation = "identity" },
        ],
    };

    private sealed class FakeClassifiers(LayeredClassifier network) : IClassifierSource
    {
        public long? CountWeights(SweepRecord sweep, int trialNumber) => null;

        public LayeredClassifier? Find(SweepRecord sweep, int trialNumber) => network;
    }
}
