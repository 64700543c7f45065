using System.Text;
using Sweeper.Neural.Images;
using Sweeper.Neural.Training;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.Tests.SavedModels;

/// <summary>The model files of convolutional networks.</summary>
public sealed class ConvolutionModelTests
{
    // 13 wide and 11 high: pooling leaves rows and columns out, and strides do not end at the edge.
    [Theory]
    [InlineData("4c3-p2-6c3-p2-8", 1, true)]
    [InlineData("4c3-p2-6c3-p2-8", 3, false)]
    [InlineData("4c5s2-5c2v-p2", 3, true)]
    [InlineData("p2-3c4s3v-6", 3, true)]
    [InlineData("5c4-6c1s2v-p3", 1, false)]
    [InlineData("5c11v-7", 3, true)]
    [InlineData("p2", 3, false)]
    public void ToLayers_Convolutions_ComputedInPlainLoopsGiveTheSameProbabilities(
        string architecture, int channels, bool batchNormalization)
    {
        string normalization = batchNormalization ? "true" : "false";
        var trial = new MadeUpTrial(
            $$"""
            {"architecture":"{{architecture}}","activation":"gelu","batch_normalization":{{normalization}},
             "optimizer":"adam","learning_rate":0.01,"batch_size":30,"epochs":20}
            """,
            width: 13,
            height: 11,
            channels);
        float[] probabilities = new float[trial.Test.Count * 3];
        byte[] predictions = new byte[trial.Test.Count];
        SubsetMetrics metrics = trial.Network.Classify(new ImageSubset(trial.Test), predictions, probabilities);

        LayeredClassifier layers = trial.Network.ToLayers();

        Assert.Equal((13, 11, channels), (layers.Width, layers.Height, layers.Channels));
        Assert.Equal(ClassPredictions.FromBytes(trial.Content(ClassPredictions.AttachmentName)).Predicted, predictions);
        Assert.InRange(metrics.Accuracy, 0.5, 1);
        for (int i = 0; i < trial.Test.Count; i++)
        {
            double[] expected = PlainClassifier.Probabilities(layers, trial.Test.Image(i));
            Assert.All(expected.Zip(probabilities[(3 * i)..]), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public void ToLayers_AnActivationForEachLayerWithWeights_GoesPastPooling()
    {
        var trial = new MadeUpTrial(
            """{"architecture":"p2-4c3-p2-6c3-8","activation":["relu","tanh","gelu"],"batch_size":30,"epochs":1}""", 13, 11, 1);
        float[] probabilities = new float[trial.Test.Count * 3];
        trial.Network.Classify(new ImageSubset(trial.Test), default, probabilities);

        LayeredClassifier layers = trial.Network.ToLayers();

        Assert.Equal(
            ["-", "relu", "-", "tanh", "gelu", "identity"],
            layers.Layers.Select(l => (l as WeightedClassifierLayer)?.Activation ?? "-"));
        double[] expected = PlainClassifier.Probabilities(layers, trial.Test.Image(0));
        Assert.All(expected.Zip(probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void Load_ModelWithConvolutions_CountsAndDescribesThem()
    {
        var trial = new MadeUpTrial(
            """{"architecture":"4c3s2-p2-8","batch_normalization":true,"batch_size":30,"epochs":1}""", 13, 11, 3);
        string header = Encoding.UTF8.GetString(trial.Content("model")[..4000]);

        Assert.Equal((3 * 3 * 3 * 4) + 4 + (((3 * 3 * 4) + 1) * 8) + ((8 + 1) * 3) + (2 * (4 + 8)), trial.Network.WeightCount);
        Assert.Contains("\"convolution_1.weight\":{\"dtype\":\"F32\",\"shape\":[3,3,3,4]", header, StringComparison.Ordinal);
        Assert.Contains("\"image_channels\":\"3\"", header, StringComparison.Ordinal);
        Assert.Contains("max pooling", header, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4c5s2-p2-6c3v-p2-8", "4c5s0-p2-6c3v-p2-8", "its header does not describe a network")]
    [InlineData("4c5s2-p2-6c3v-p2-8", "0c5s2-p2-6c3v-p2-8", "its header does not describe a network")]
    [InlineData("4c5s2-p2-6c3v-p2-8", "4c5s2-p0-6c3v-p2-8", "its header does not describe a network")]
    [InlineData("4c5s2-p2-6c3v-p2-8", "4c5s2-p2-6c3v-p2--", "its header does not describe a network")]
    [InlineData("4c5s2-p2-6c3v-p2-8", "4c5s2-p2-6c9v-p2-8",
        "layer 3 of its header is 6c9v, whose filters of 9×9 are larger than the 7×7×4 that layer 2 gives; make them smaller, "
            + "or write 6c9 for zeros around it")]
    [InlineData("4c5s2-p2-6c3v-p2-8", "4c5s2-p2-6c3v-p9-8",
        "layer 4 of its header is p9, whose squares of 9×9 are larger than the 5×5×6 that layer 3 gives; leave it out, or pool "
            + "less before it")]
    [InlineData("4c5s2-p2-6c3v-p2-8", "4c5s2-p2-6-333-p-8", "its header does not describe a network")]
    [InlineData("4c5s2-p2-6c3v-p2-8", "4c5s2-p2-6c99-p2-8", "it has fewer weights than the network that its header describes")]
    [InlineData("4c5s2-p2-6c3v-p2-8", "4c3s2-p2-6c3v-p2-8",
        "'convolution_1.weight' has the shape [5, 5, 1, 4] in it, not [3, 3, 1, 4]")]
    [InlineData("convolution_1.bias", "convolution_9.bias", "it has no tensor 'convolution_1.bias'")]
    [InlineData("\"image_channels\":\"1\"", "\"image_channels\":\"0\"", "its image_channels cannot be right")]
    [InlineData("\"image_channels\":\"1\"", "\"image_channels\":\"2\"", "its image_channels cannot be right")]
    [InlineData("\"image_channels\":\"1\"", "\"image_channels\":\"3\"",
        "it has fewer weights than the network that its header describes")]
    [InlineData("\"image_height\":\"28\"", "\"image_height\":\"11\"",
        "layer 4 of its header is p2, whose squares of 2×2 are larger than the 1×5×6 that layer 3 gives; leave it out, or pool "
            + "less before it")]
    public void Load_DamagedLayers_AreRefusedInASentence(string found, string put, string reason)
    {
        byte[] damaged = Replace(Model(), found, put);

        var error = Assert.Throws<SweeperException>(() => SavedNetwork.Load(damaged, "small/1"));

        Assert.Equal(
            $"the model of small/1 cannot be used: {reason}; train the trial again, or put the file back from a copy",
            error.Message);
    }

    // Pooling takes images of any size to a few numbers, so that the weights say nothing of how large images can be.
    [Fact]
    public void Load_LayersForEnormousImages_AreRefusedBeforeThereIsMemoryForThem()
    {
        byte[] file = new MadeUpTrial("""{"architecture":"p2","batch_size":30,"epochs":1}""", 3, 3, 1).Content("model");
        byte[] damaged = Longer(
            file,
            ("\\u0022p2\\u0022", "\\u0022p1000\\u0022"),
            ("\"image_width\":\"3\"", "\"image_width\":\"1999\""),
            ("\"image_height\":\"3\"", "\"image_height\":\"1999\""));
        byte[] tooLarge = Longer(
            file,
            ("\\u0022p2\\u0022", "\\u0022p999-p9\\u0022"),
            ("\"image_width\":\"3\"", "\"image_width\":\"9999\""),
            ("\"image_height\":\"3\"", "\"image_height\":\"9999\""));

        Assert.Equal((1999, 1999), (SavedNetwork.Load(damaged, "x").Width, SavedNetwork.Load(damaged, "x").Height));
        Assert.Contains(
            "larger images or layers than can be computed",
            Assert.Throws<SweeperException>(() => SavedNetwork.Load(tooLarge, "x")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Load_HeaderWithRandomDamage_IsReadOrRefusedInLittleMemory(int seed)
    {
        const string alphabet = "0123456789-csvp\\\"";
        var random = new Random(seed);
        byte[] file = Model();
        string text = Encoding.Latin1.GetString(file);
        int first = text.IndexOf("hyperparameters\":\"", StringComparison.Ordinal), end = text.IndexOf(
            "}}", first, StringComparison.Ordinal);
        int refused = 0;
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = [.. file];
            int place = random.Next(3) == 0
                ? text.IndexOf("4c5s2", StringComparison.Ordinal) + random.Next(18)
                : random.Next(first, end);
            damaged[place] = (byte)alphabet[random.Next(alphabet.Length)];
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                SavedNetwork.Load(damaged, "small/1").ToLayers();
            }
            catch (SweeperException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        }

        Assert.InRange(refused, 100, 399);
    }

    private static byte[] Model() =>
        new MadeUpTrial("""{"architecture":"4c5s2-p2-6c3v-p2-8","batch_size":30,"epochs":1}""", 28, 28, 1).Content("model");

    private static byte[] Replace(byte[] file, string found, string put)
    {
        string text = Encoding.Latin1.GetString(file);
        Assert.Contains(found, text, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.Replace(found, put, StringComparison.Ordinal));
    }

    // The header may become longer: spaces at its end fill it up to eight bytes.
    private static byte[] Longer(byte[] file, params (string Found, string Put)[] changes)
    {
        int length = BitConverter.ToInt32(file);
        string header = Encoding.Latin1.GetString(file, 8, length).TrimEnd();
        foreach ((string found, string put) in changes)
        {
            Assert.Contains(found, header, StringComparison.Ordinal);
            header = header.Replace(found, put, StringComparison.Ordinal);
        }

        header = header.PadRight((header.Length + 7) / 8 * 8);
        return [.. BitConverter.GetBytes((long)header.Length), .. Encoding.Latin1.GetBytes(header), .. file[(8 + length)..]];
    }
}
