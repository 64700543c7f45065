using Sweeper.Neural.Activations;
using Sweeper.Neural.Images;
using Sweeper.Training.ModelExports;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.Tests.ModelExports;

/// <summary>Exported models, computed by ONNX Runtime.</summary>
public sealed class OnnxModelTests
{
    // What a network is made of: layers, what acts on them, and how its numbers become probabilities.
    public static TheoryData<string> Kinds =>
    [
        .. ActivationKind.All.Select(a => $"\"architecture\":\"24-16\",\"activation\":\"{a.Name}\""),
        """
        "architecture":"linear"
        """,
        """
        "architecture":"24","loss":"binary_cross_entropy"
        """,
        """
        "architecture":"24","loss":"mean_squared_error","output":"identity"
        """,
        """
        "architecture":"24","batch_normalization":true,"dropout":0.2,"activation":"tanh"
        """,
        """
        "architecture":"4c3-p2-6c3-p2-8","batch_normalization":true,"activation":"gelu"
        """,
        """
        "architecture":"4c5s2-5c2v-p2","activation":["relu","swish"]
        """,
        """
        "architecture":"p2-3c4s3v-6","activation":"elu"
        """,
        """
        "architecture":"5c4-6c1s2v-p3","activation":"leaky_relu"
        """,
        """
        "architecture":"5c3v-7","batch_normalization":true,"activation":"softplus"
        """,
        """
        "architecture":"p3"
        """,
    ];

    // 13 wide and 11 high: pooling leaves rows and columns out, and strides do not end at the edge.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_EveryKindOfNetwork_GivesTheSameClassesAndProbabilities(string values)
    {
        foreach (int channels in (int[])[1, 3])
        {
            var trial = new MadeUpTrial(
                $$"""{{{values}},"optimizer":"adam","learning_rate":0.01,"batch_size":30,"epochs":10}""", 13, 11, channels);

            AssertSame(trial.Network, trial.Test);
        }
    }

    [LongTheory]
    [MemberData(nameof(Kinds))]
    public async Task Write_EveryKindOfNetwork_GivesTheSameOnTheWholeTestSet(string values)
    {
        string listed = values
            .Replace("\"activation\":[", "\"activation\":[[", StringComparison.Ordinal)
            .Replace("\"]", "\"]]", StringComparison.Ordinal);
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            $$"""
            {"name": "whole", "dataset": {"name": "mnist", "train_limit": 3000, "validation": 0},
             "metric": {"name": "train_loss", "goal": "minimize"},
             "parameters": {{{listed}},
              "optimizer": "adam", "learning_rate": 0.003, "batch_size": 50, "epochs": 2} }
            """,
            MnistFolder.Need());
        byte[] file = trained.Trials[0].Result.Attachments.Single(a => a.Name == "model").Content.ToArray();

        Assert.Equal(10_000, trained.Data.Dataset.Test.Count);
        AssertSame(SavedNetwork.Load(file, "whole/1"), trained.Data.Dataset.Test);
    }

    [Fact]
    public void Write_PixelsScaledDifferently_TakesThemFromZeroToOneAllTheSame()
    {
        byte[] file = new MadeUpTrial("""{"architecture":"8","batch_size":30,"epochs":3}""", 5, 4, 1).Content("model");
        string scale = "\"input_scale\":\"0.00392156862745098\"", other = "\"input_scale\":\"0.01568627450980392\"";
        string text = System.Text.Encoding.Latin1.GetString(file);
        Assert.Contains(scale, text, StringComparison.Ordinal);
        var scaled = SavedNetwork.Load(
            System.Text.Encoding.Latin1.GetBytes(text.Replace(scale, other, StringComparison.Ordinal)), "scaled/1");

        AssertSame(scaled, new MadeUpTrial("""{"architecture":"8","batch_size":30,"epochs":1}""", 5, 4, 1).Test);
    }

    [Theory]
    [InlineData("8", 1, new[] { -1, 143 })]
    [InlineData("8", 3, new[] { -1, 3, 11, 13 })]
    [InlineData("2c3-8", 1, new[] { -1, 1, 11, 13 })]
    public void To_Onnx_SaysWhereItComesFromAndWhatItTakes(string architecture, int channels, int[] sizes)
    {
        var trial = new MadeUpTrial($$"""{"architecture":"{{architecture}}","batch_size":30,"epochs":1}""", 13, 11, channels);
        using var stream = new MemoryStream();

        ModelExport.To("model.ONNX", trial.Network, "made-up#2", 7)(stream);

        using var run = new OnnxRun(stream.ToArray());
        Assert.Equal(
            ("made-up#2", "7", """["a","b","c"]"""),
            (run.Metadata["sweep"], run.Metadata["trial"], run.Metadata["class_names"]));
        Assert.Equal(sizes, run.InputSizes);
    }

    private static void AssertSame(SavedNetwork network, LabelledImages images)
    {
        float[] probabilities = new float[images.Count * network.ClassNames.Length];
        byte[] predictions = new byte[images.Count];
        network.Classify(new ImageSubset(images), predictions, probabilities);

        using var run = new OnnxRun(OnnxModel.Write(network.ToLayers(), []));
        (byte[] classes, float[] computed) = run.Classify(images);

        Assert.Equal(predictions, classes);
        Assert.True(predictions.Distinct().Count() > 1, "It says the same of all images.");
        float[] differences = [.. probabilities.Zip(computed, (a, b) => Math.Abs(a - b))];
        Assert.True(differences.Max() <= 1e-5, $"They differ by {differences.Max()}.");
    }
}
