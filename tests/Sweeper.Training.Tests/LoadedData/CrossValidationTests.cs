using Sweeper.Experiments;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.LoadedData;
using Sweeper.Training.Metrics;

namespace Sweeper.Training.Tests.LoadedData;

public sealed class CrossValidationTests
{
    private const string Folds =
        """
        name: folds
        dataset: {name: digits, train: 403, test: 100}
        cross_validation: 4
        parameters: {learning_rate: [0.1, 0.2], architecture: "16", batch_size: 16, epochs: 3}
        """;

    [Fact]
    public async Task For_TheFoldsOfACell_DivideTheTrainingSet()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(Folds);

        TrainingData[] folds = [.. trained.Plan.Trials.Take(4).Select(trained.Data.For)];
        Assert.Equal(Enumerable.Range(0, 403), folds.SelectMany(f => f.Validation!.Indices.ToArray()).Order());
        Assert.All(folds, f => Assert.Equal(403, f.Train.Indices.ToArray().Union(f.Validation!.Indices.ToArray()).Count()));
        Assert.All(folds, f => Assert.Equal(403, f.Train.Count + f.Validation!.Count));
        Assert.Equal(
            folds.Select(f => f.Validation!.Indices.ToArray()),
            trained.Plan.Trials.Skip(4).Select(t => trained.Data.For(t).Validation!.Indices.ToArray()));
    }

    [Fact]
    public async Task For_AnotherRepeat_DividesAnew()
    {
        TrainingData data = (await TrainedExperiment.TrainAsync(Folds)).Data;
        Trial first = (await TrainedExperiment.TrainAsync(Folds)).Plan.Trials[0];

        Assert.NotEqual(
            data.For(first).Validation!.Indices.ToArray(), data.For(first with { Repeat = 2 }).Validation!.Indices.ToArray());
    }

    [Fact]
    public async Task For_TrainLimit_LimitsEachFoldAndValidatesOnAll()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            Folds.Replace("test: 100", "test: 100, train_limit: 50", StringComparison.Ordinal));

        TrainingData[] folds = [.. trained.Plan.Trials.Take(4).Select(trained.Data.For)];
        Assert.All(folds, f => Assert.Equal(50, f.Train.Count));
        Assert.All(folds, f => Assert.Empty(f.Train.Indices.ToArray().Intersect(f.Validation!.Indices.ToArray())));
        Assert.Equal(403, folds.Sum(f => f.Validation!.Count));
    }

    [Fact]
    public async Task Run_EachFold_ReportsHowWellItReadsTheImagesItHeldOut()
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(
            Folds.Replace("epochs: 3", "epochs: 20", StringComparison.Ordinal));

        foreach (TrainedTrial trial in trained.Trials)
        {
            int held = trained.Data.For(trial.Trial).Validation!.Count;
            double accuracy = trial.Epochs[^1].Find(NetworkMetrics.ValidationAccuracy)!.Value;
            Assert.Equal(Math.Round(accuracy * held), accuracy * held, 6);
            Assert.InRange(accuracy, 0.7, 1);
            Assert.NotEmpty(trial.Result.FinalMetrics);
        }
    }

    [Fact]
    public async Task LoadAsync_MoreFoldsThanTheFilesHaveImages_SaysHowManyThereAre()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await File.WriteAllLinesAsync(
                Path.Combine(folder, "few.csv"), Enumerable.Range(0, 12).Select(i => $"{i % 2},0,50,100,{i}"));
            Experiment experiment = ExperimentText.Load(
                "name: few\ndataset: {name: csv, train: few.csv, test: 2}\ncross_validation: 11\nparameters: {batch_size: 2}");

            SweeperException thrown = await Assert.ThrowsAsync<SweeperException>(
                () => TrainingData.LoadAsync(experiment, folder, new Progress<string>(), CancellationToken.None));

            Assert.Equal(
                "cross_validation is 11; it must be from 2 to 10, the number of training images of csv", thrown.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
