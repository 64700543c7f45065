using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Sweeper.Experiments.Reading;
using Sweeper.Neural.Images;
using Sweeper.Neural.Training;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Training.ModelExports;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.Tests.Tables;

/// <summary>Networks that are trained on tables: a number to predict, or classes.</summary>
public sealed class TableTrainingTests : IDisposable
{
    private const string Regression =
        """
        name: houses
        dataset: {name: csv, train: houses.csv, target: price, test: 0.2, validation: 0.2}
        parameters: {architecture: "16", loss: mean_squared_error, optimizer: adam, learning_rate: 0.02, batch_size: 32,
          epochs: 60}
        """;

    private readonly TemporaryFolder _folder = new();

    public TableTrainingTests() => _folder.Write("houses.csv", Houses(400));

    [Fact]
    public async Task Train_NumberToPredict_LearnsItAndReportsItInItsUnits()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(Regression, _folder.Root);

        TrainedTrial trial = trained.Trials[0];
        double rmse = trial.Result.FinalMetrics.Single(m => m.Metric == "test_rmse").Value,
            r2 = trial.Result.FinalMetrics.Single(m => m.Metric == "test_r2").Value;
        NumberPredictions predictions = NumberPredictions.FromJson(Content(trial, NumberPredictions.AttachmentName));
        double[] errors = [.. predictions.True.Zip(predictions.Predicted, (t, p) => (t - p) * (t - p))];
        double mean = predictions.True.Average();
        Assert.Equal((80, "price"), (predictions.True.Length, predictions.Target));
        Assert.Equal(trained.Data.Dataset.Test.Targets.ToArray(), predictions.True);
        Assert.Equal(Math.Sqrt(errors.Average()), rmse, rmse * 1e-4);
        Assert.Equal(1 - (errors.Sum() / predictions.True.Sum(t => (t - mean) * (t - mean))), r2, 1e-4);
        Assert.InRange(r2, 0.95, 1);
        Assert.Equal(
            ["train_loss", "train_rmse", "train_r2", "validation_loss", "validation_rmse", "validation_r2"],
            trial.Epochs[^1].Metrics.Select(m => m.Metric));
        Assert.Equal("validation_rmse", trained.Plan.Objective.Metric);
        Assert.Equal("identity", trial.Trial.Values["output"].ToString());
    }

    [Fact]
    public async Task Train_Columns_AreScaledByTheRowsTrainedOnAlone()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(Regression, _folder.Root);

        double[] areas = [.. trained.Data.Train.Indices.ToArray().Select(i => trained.Data.Dataset.Train.Row(i)[1])];
        Assert.Equal(256, areas.Length);
        Assert.Equal(areas.Average(), trained.Data.Table!.Means[1], 1e-9);
        double[] seen = [.. trained.Data.Train.Indices.ToArray().Select(i => trained.Data.Train.Images.Row(i)[1])];
        Assert.Equal((0, 1), (Math.Round(seen.Average(), 9), Math.Round(seen.Average(v => v * v), 9)));
    }

    [Fact]
    public async Task Load_ModelOfATable_PredictsAsItDidInItsTrial()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(Regression, _folder.Root);
        var network = SavedNetwork.Load(Content(trained.Trials[0], "model"), "houses/1");
        LabelledImages test = trained.Data.Dataset.Test;
        double[] predictions = new double[test.Count];

        SubsetMetrics measured = network.Predict(test, predictions)!.Value;

        Assert.Equal(
            NumberPredictions.FromJson(Content(trained.Trials[0], NumberPredictions.AttachmentName)).Predicted, predictions);
        Assert.Equal(trained.Trials[0].Result.FinalMetrics.Single(m => m.Metric == "test_r2").Value, measured.R2);
        Assert.Null(network.Predict(LabelledImages.OfRows(2, [3, 80], [0], []), new double[1]));
        Assert.Throws<SweeperException>(() => network.Classify(new ImageSubset(new LabelledImages(2, 1, [1, 2], [0]))));
    }

    [Fact]
    public async Task Export_ModelOfATable_PredictsTheSameInOnnxRuntime()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(Regression, _folder.Root);
        var network = SavedNetwork.Load(Content(trained.Trials[0], "model"), "houses/1");
        LabelledImages test = trained.Data.Dataset.Test;
        double[] predictions = new double[test.Count];
        network.Predict(test, predictions);
        using var stream = new MemoryStream();
        ModelExport.To("x.onnx", network, "houses", 1)(stream);

        using var session = new InferenceSession(stream.ToArray());
        var columns = new DenseTensor<float>(test.Numbers.ToArray().Select(n => (float)n).ToArray(), [test.Count, 2]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("columns", columns)]);
        float[] computed = [.. results.Single(r => r.Name == "prediction").AsEnumerable<float>()];

        Assert.All(predictions.Zip(computed), p => Assert.Equal(p.First, p.Second, 1e-5 * network.Table!.TargetDeviation * 10));
    }

    [Fact]
    public async Task Train_TextsToPredict_TellsClassesApart()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            """
            name: sizes
            dataset: {name: csv, train: houses.csv, target: size, test: 0.2, validation: 0.2}
            parameters: {architecture: "16", optimizer: adam, learning_rate: 0.02, batch_size: 32, epochs: 30}
            """,
            _folder.Root);

        ConfusionMatrix confusion = ConfusionMatrix.FromJson(Content(trained.Trials[0], ConfusionMatrix.AttachmentName));
        Assert.Equal(["large", "middling", "small"], confusion.Classes.AsEnumerable());
        Assert.InRange(trained.Trials[0].Result.FinalMetrics.Single(m => m.Metric == "test_accuracy").Value, 0.9, 1);
        var network = SavedNetwork.Load(Content(trained.Trials[0], "model"), "sizes/1");
        Assert.Equal(
            trained.Trials[0].Result.FinalMetrics.Single(m => m.Metric == "test_accuracy").Value,
            network.Classify(new ImageSubset(trained.Data.Dataset.Test)).Accuracy);
    }

    [Fact]
    public async Task Train_FoldsOfATable_AreEachScaledByTheirOwnRows()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            Regression.Replace(", validation: 0.2}", "}\ncross_validation: 3", StringComparison.Ordinal), _folder.Root);

        Assert.Equal(3, trained.Trials.Select(t => trained.Data.For(t.Trial).Table!.Means[1]).Distinct().Count());
        Assert.All(trained.Trials, t => Assert.InRange(t.Epochs[^1].Find("validation_r2")!.Value, 0.9, 1));
    }

    [Theory]
    [InlineData("target: price, label: 1", "{loss: mean_squared_error}",
        "dataset.target makes the file a table, and label is of images; leave one of them out")]
    [InlineData("target: price, pixel_divisor: 2", "{loss: mean_squared_error}",
        "dataset.target makes the file a table, and pixel_divisor is of images; leave one of them out")]
    [InlineData("target: price", "{loss: mean_squared_error, output: sigmoid}", "output is 'sigmoid'; it must be identity")]
    [InlineData("target: price",
        "{loss: {values: [mean_squared_error, {name: mean_squared_error, reduction: half}]}, output: softmax}",
        "output is 'softmax'; it must be identity")]
    public void Read_TablesThatMakeNoSense_AreRefused(string keys, string parameters, string message)
    {
        ExperimentLoadResult result = ExperimentText.Loader.Load(
            $"name: x\ndataset: {{name: csv, train: houses.csv, {keys}}}\nparameters: {parameters}\n", "x.yaml");

        Assert.Equal([message], result.Errors.Select(e => e.Message));
    }

    [Fact]
    public async Task Train_AugmentationOfATable_IsRefused()
    {
        var error = await Assert.ThrowsAsync<SweeperException>(() => TrainedExperiment.TrainAsync(
            Regression.Replace("epochs: 60", "augmentation: {shift: 2}", StringComparison.Ordinal), _folder.Root));

        Assert.Contains("rows of a table cannot be moved or turned; leave it out", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Content(TrainedTrial trial, string name) =>
        trial.Result.Attachments.Single(a => a.Name == name).Content.ToArray();

    // A price that follows from the area and the rooms, and nearly nothing else.
    private static string Houses(int count)
    {
        var random = new Random(7);
        return "rooms,town,area,size,price\n" + string.Concat(Enumerable.Range(0, count).Select(_ =>
        {
            int rooms = random.Next(1, 7);
            double area = (rooms * 25) + random.Next(0, 30), price = (3000 * area) + (20_000 * rooms) + (area * area * 5)
                + random.Next(-5000, 5000);
            string size = area < 60 ? "small" : area < 120 ? "middling" : "large";
            return string.Create(CultureInfo.InvariantCulture, $"{rooms},Ulm,{area},{size},{price}\n");
        }));
    }
}
