using System.Text;
using Sweeper.Neural.Images;
using Sweeper.Neural.Training;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.Tests.SavedModels;

public sealed class SavedNetworkTests
{
    private const string Experiment =
        """
        name: saved
        dataset: {name: digits, train: 400, test: 150}
        parameters: {architecture: "16-12", activation: [[gelu, tanh]], batch_normalization: true, dropout: 0.1,
          batch_size: 32, epochs: 3}
        """;

    [Fact]
    public async Task Load_ModelOfATrial_MeasuresTheTestSetAsTheTrialDid()
    {
        (TrainedExperiment trained, SavedNetwork network) = await TrainAsync(Experiment);
        LabelledImages test = trained.Data.Dataset.Test;
        byte[] predictions = new byte[test.Count];

        SubsetMetrics metrics = network.Classify(new ImageSubset(test), predictions);

        MetricValue[] recorded = [.. trained.Trials[0].Result.FinalMetrics];
        Assert.Equal(recorded.Single(m => m.Metric == "test_loss").Value, metrics.Loss);
        Assert.Equal(recorded.Single(m => m.Metric == "test_accuracy").Value, metrics.Accuracy);
        Assert.Equal(ClassPredictions.FromBytes(Content(trained, ClassPredictions.AttachmentName)).Predicted, predictions);
        ConfusionMatrix confusion = ConfusionMatrix.FromJson(Content(trained, ConfusionMatrix.AttachmentName));
        Assert.Equal(
            confusion.Counts.SelectMany(r => r), network.Count(predictions, test.Labels, "test").Counts.SelectMany(r => r));
    }

    [Fact]
    public async Task Load_ModelTrainedOnDividedPixels_DividesThemToo()
    {
        (TrainedExperiment trained, SavedNetwork network) = await TrainAsync(
            Experiment.Replace("test: 150", "test: 150, pixel_divisor: 64", StringComparison.Ordinal));

        SubsetMetrics metrics = network.Classify(new ImageSubset(trained.Data.Dataset.Test));

        Assert.Equal(1 / 64.0, network.InputScale);
        Assert.Equal(1 / 64.0, network.ToLayers().InputScale);
        Assert.Equal(trained.Trials[0].Result.FinalMetrics.Single(m => m.Metric == "test_loss").Value, metrics.Loss);
    }

    [Fact]
    public async Task WeightCount_SavedNetwork_CountsWeightsBiasesScalesAndShifts()
    {
        (_, SavedNetwork network) = await TrainAsync(Experiment);

        Assert.Equal((785 * 16) + (17 * 12) + (13 * 10) + (2 * (16 + 12)), network.WeightCount);
    }

    [Fact]
    public async Task ToLayers_BatchNormalizationAndTwoActivations_GivesTheSameProbabilities()
    {
        (TrainedExperiment trained, SavedNetwork network) = await TrainAsync(Experiment);
        LabelledImages test = trained.Data.Dataset.Test;
        float[] probabilities = new float[test.Count * 10];
        network.Classify(new ImageSubset(test), default, probabilities);

        LayeredClassifier layers = network.ToLayers();

        Assert.Equal(["gelu", "tanh", "identity"], layers.Layers.Cast<WeightedClassifierLayer>().Select(l => l.Activation));
        for (int i = 0; i < test.Count; i++)
        {
            double[] expected = PlainClassifier.Probabilities(layers, test.Image(i));
            Assert.All(expected.Zip(probabilities[(10 * i)..]), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public async Task Run_BestEpoch_LeavesExamplesThatAreWhatTheTestSetHas()
    {
        (TrainedExperiment trained, _) = await TrainAsync(Experiment);
        LabelledImages test = trained.Data.Dataset.Test;

        ClassifierExamples examples = ClassifierExamples.FromJson(Content(trained, ClassifierExamples.AttachmentName));
        WeightPrecision precision = WeightPrecision.FromJson(Content(trained, WeightPrecision.AttachmentName));

        Assert.NotEmpty(examples.Errors);
        Assert.Equal(ClassifierExamples.MostHits, examples.Hits.Length);
        Assert.All(examples.Errors, e => Assert.NotEqual(e.Label, e.Predicted));
        Assert.All(examples.Hits, e => Assert.Equal(e.Label, e.Predicted));
        Assert.Equal(examples.Errors.OrderByDescending(e => e.Probability), examples.Errors);
        Assert.All(examples.Errors.Concat(examples.Hits), e =>
        {
            Assert.Equal(test.Image(e.Index).ToArray(), e.Pixels);
            Assert.Equal(test.Labels[e.Index], e.Label);
        });
        Assert.Equal(
            trained.Trials[0].Result.FinalMetrics.Single(m => m.Metric == "test_accuracy").Value, precision.FullAccuracy);
        Assert.InRange(precision.FullAccuracy - precision.Accuracy, -1, 1.5 / 150);
    }

    [Fact]
    public async Task Load_DamagedModel_IsRefusedInASentence()
    {
        (TrainedExperiment trained, _) = await TrainAsync(
            """
            name: small
            dataset: {name: digits, train: 60, test: 20, validation: 20}
            parameters: {architecture: "4", batch_size: 20, epochs: 1}
            """);
        byte[] file = Content(trained, "model");

        Assert.All(
            Altered(file),
            damaged => Assert.Contains("the model of small/1 cannot be used",
                Assert.Throws<SweeperException>(() => SavedNetwork.Load(damaged, "small/1")).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Load_ModelTrainedInColour_ReadsThreeChannelsAndWholePictures()
    {
        string folder = Directory.CreateTempSubdirectory("sweeper-").FullName;
        try
        {
            // A red dot of 5×5 pixels.
            byte[] dot = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"
                + "//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==");
            foreach (string name in (string[])["cat/1", "cat/2", "cat/3", "dog/1", "dog/2", "dog/3"])
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
                await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), dot);
            }

            (TrainedExperiment trained, SavedNetwork network) = await TrainAsync(
                $$$"""
                name: saved
                dataset: {name: images, train: '{{{folder}}}', test: 2, channels: 3, validation: 2}
                parameters: {architecture: "4", batch_size: 2, epochs: 1, augmentation: {shift: 1, flip: 0.5}}
                """);

            Assert.Equal((5, 5, 3, true), (network.Width, network.Height, network.Channels, network.FillsFrame));
            Assert.Equal((3, true), (network.ToLayers().Channels, network.ToLayers().FillsFrame));
            Assert.Equal(
                trained.Trials[0].Result.FinalMetrics.Single(m => m.Metric == "test_loss").Value,
                network.Classify(new ImageSubset(trained.Data.Dataset.Test)).Loss);
            SweeperException error = Assert.Throws<SweeperException>(
                () => network.Classify(new ImageSubset(new LabelledImages(5, 5, new byte[25], [0]))));
            Assert.Equal("the images have 5×5 pixels; the model reads 5×5 pixels in 3 channels", error.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Load_ModelOfDigits_HasThemInTheMiddleOfTheFrame()
    {
        (_, SavedNetwork network) = await TrainAsync(Experiment);

        Assert.Equal((1, false), (network.Channels, network.FillsFrame));
    }

    [Fact]
    public async Task Load_ModelFromBeforeAHyperparameterExisted_HasItOff()
    {
        (TrainedExperiment trained, SavedNetwork network) = await TrainAsync(Experiment);
        const string entry = "\\u0022drop_last\\u0022:false,";
        string text = Encoding.Latin1.GetString(Content(trained, "model"));
        Assert.Contains(entry, text, StringComparison.Ordinal);

        var old = SavedNetwork.Load(
            Encoding.Latin1.GetBytes(text.Replace(entry, new string(' ', entry.Length), StringComparison.Ordinal)), "saved/1");

        Assert.True(old.HasSameWeights(network));
    }

    private static IEnumerable<byte[]> Altered(byte[] file)
    {
        yield return [];
        yield return file[..^1];
        (string Found, string Put)[] changes =
        [
            ("hyperparameters", "hyperparametres"),
            ("\\u0022architecture\\u0022:\\u00224\\u0022", "\\u0022architecture\\u0022:\\u00228\\u0022"),
            ("\\u0022activation", "\\u0022aktivation"),
            ("\"image_width\":\"28\"", "\"image_width\":\"82\""), ("\"image_width\":\"28\"", "\"image_width\":\"no\""),
            ("class_names\":\"[", "class_names\":\"{"), ("dense_2.weight", "dense_3.weight"),
        ];
        string text = Encoding.Latin1.GetString(file);
        foreach ((string found, string put) in changes)
        {
            Assert.Contains(found, text, StringComparison.Ordinal);
            yield return Encoding.Latin1.GetBytes(text.Replace(found, put, StringComparison.Ordinal));
        }
    }

    private static async Task<(TrainedExperiment Trained, SavedNetwork Network)> TrainAsync(string text)
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(text);
        return (trained, SavedNetwork.Load(Content(trained, "model"), "saved/1"));
    }

    private static byte[] Content(TrainedExperiment trained, string name) =>
        trained.Trials[0].Result.Attachments.Single(a => a.Name == name).Content.ToArray();
}
