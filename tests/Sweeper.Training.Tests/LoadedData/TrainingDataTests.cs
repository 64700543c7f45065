using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Store;
using Sweeper.Training.LoadedData;

namespace Sweeper.Training.Tests.LoadedData;

public class TrainingDataTests
{
    [Fact]
    public async Task LoadAsync_Validation_IsHeldOutOfTheTrainingImages()
    {
        TrainingData data = await LoadAsync("{name: digits, train: 200, test: 50, validation: 0.25}");
        Assert.Equal((150, 50, 50), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Assert.Equal(200, data.Train.Indices.ToArray().Concat(data.Validation.Indices.ToArray()).Distinct().Count());
        Assert.Same(data.Dataset.Train, data.Train.Images);
    }

    [Fact]
    public async Task LoadAsync_TrainLimit_TakesAStratifiedPartOfWhatIsLeft()
    {
        TrainingData data = await LoadAsync("{name: digits, train: 200, test: 50, validation: 50, train_limit: 30}");
        Assert.Equal(30, data.Train.Count);
        Assert.Empty(data.Train.Indices.ToArray().Intersect(data.Validation!.Indices.ToArray()));
        int[] perClass = [.. data.Train.Indices.ToArray().GroupBy(i => data.Dataset.Train.Labels[i]).Select(g => g.Count())];
        Assert.Equal(Enumerable.Repeat(3, 10), perClass);
    }

    [Fact]
    public async Task LoadAsync_NoValidation_HoldsNothingOut()
    {
        TrainingData data = await LoadAsync("{name: digits, train: 100, test: 50, validation: 0}", "metric: {name: train_loss}");
        Assert.Null(data.Validation);
        Assert.Equal(100, data.Train.Count);
    }

    [Fact]
    public async Task Identify_OtherImages_IsAnotherSweep()
    {
        Experiment experiment = Load("{name: digits, train: 100, test: 50}", "");
        SweepPlan plan = SweepPlanner.Plan(experiment);
        SweepPlan one = (await LoadAsync("{name: digits, train: 100, test: 50}")).Identify(plan);
        SweepPlan two = (await LoadAsync("{name: digits, train: 100, test: 50, seed: 7}")).Identify(plan);
        Assert.NotEqual(plan.Fingerprint, one.Fingerprint);
        Assert.NotEqual(one.Fingerprint, two.Fingerprint);
        Assert.Equal(64, one.Facts.Single(f => f.Key == "dataset SHA-256").Value.Length);
    }

    [Fact]
    public async Task LoadAsync_DownloadCancelled_LeavesNoFileBehind()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Experiment experiment = Load("mnist", "");

        // A cancelled download must not leave a folder behind that looks like a dataset.
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await Assert.ThrowsAnyAsync<Exception>(
            () => TrainingData.LoadAsync(experiment, folder, new Progress<string>(), cancelled.Token));
        Assert.False(
            Directory.Exists(Path.Combine(folder, "mnist")) && Directory.EnumerateFiles(Path.Combine(folder, "mnist")).Any());
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static async Task<TrainingData> LoadAsync(string dataset, string more = "") =>
        await TrainingData.LoadAsync(Load(dataset, more), "no-folder", new Progress<string>(), CancellationToken.None);

    private static Experiment Load(string dataset, string more)
    {
        ExperimentLoadResult loaded = ExperimentText.Loader.Load(
            $$"""
            name: data
            dataset: {{dataset}}
            parameters: {epochs: 1, batch_size: 10}
            {{more}}
            """,
            "data.yaml");
        Assert.Empty(loaded.Errors);
        return loaded.Experiment!;
    }
}
