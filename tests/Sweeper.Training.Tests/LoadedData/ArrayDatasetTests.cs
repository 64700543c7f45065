using Sweeper.Experiments.Reading;
using Sweeper.Sweeps;
using Sweeper.Training.LoadedData;

namespace Sweeper.Training.Tests.LoadedData;

/// <summary>Datasets in the arrays of NumPy and MATLAB, as experiments name them.</summary>
public sealed class ArrayDatasetTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Written");

    [Theory]
    [InlineData("{name: npz, train: keras.npz, validation: 3}", 9, 6)]
    [InlineData("{name: npz, train: keras.npz, validation: 3, test: 3}", 6, 3)]
    [InlineData("{name: npz, train: keras.npz, validation: 3, test: keras.npz}", 9, 6)]
    [InlineData("{name: npz, train: kinds.npz, images: big, labels: labels, validation: 3}", 8, 1)]
    [InlineData("{name: npz, train: kinds.npz, images: big, labels: labels, test_images: fortran, test_labels: labels, "
        + "validation: 3}", 9, 12)]
    [InlineData("{name: mat, train: original.mat, validation: 3, test: 0.25}", 6, 3)]
    [InlineData("{name: mat, train: original.mat, validation: 3, test: packed.mat}", 9, 12)]
    public async Task LoadAsync_Arrays_AreDividedAsTheExperimentSays(string dataset, int train, int test)
    {
        TrainingData data = await LoadAsync(dataset);

        Assert.Equal((train, 3, test), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Assert.Equal((3, 3, 3), (data.Dataset.Train.Width, data.Dataset.Train.Height, data.Dataset.ClassNames.Length));
    }

    [Fact]
    public async Task LoadAsync_TheSameImagesOfAnyKind_HaveOneChecksum()
    {
        string[] checksums =
        [
            (await LoadAsync("{name: npz, train: kinds.npz, images: channels, labels: labels, test: 4}")).Dataset.Checksum,
            (await LoadAsync("{name: mat, train: original.mat, test: 4}")).Dataset.Checksum,
            (await LoadAsync("{name: mat, train: stack.mat, test: 4}")).Dataset.Checksum,
        ];

        Assert.Single(checksums.Distinct());
    }

    [Theory]
    [InlineData("{name: npz}",
        "dataset has no train; name the file with the training images, as in {name: npz, train: mnist.npz}")]
    [InlineData("{name: mat, train: a.mat, test_images: x}",
        "dataset names test_images and no test_labels; name both or neither")]
    [InlineData("{name: npz, train: a.npz, test_labels: x}",
        "dataset names test_labels and no test_images; name both or neither")]
    [InlineData("{name: npz, train: a.npz, test_labels: x, test_images: y, test: 5}",
        "dataset names test_images, and test holds some of the training images out; leave one of them out")]
    [InlineData("{name: npy, images: a.npy}",
        "dataset has no labels; name the files, as in {name: npy, images: x.npy, labels: y.npy}")]
    [InlineData("{name: npy, images: a.npy, labels: b.npy, test: c.npy}",
        "dataset.test is 'c.npy'; it must be a count from 1, or a fraction above 0 and below 1; test files are named by "
            + "test_images and test_labels")]
    [InlineData("{name: npy, images: a.npy, labels: b.npy, test: 4, test_images: c.npy, test_labels: d.npy}",
        "dataset names test_images, and test holds some of the training images out; leave one of them out")]
    [InlineData("{name: parquet, train: a.parquet, channels: 2}",
        "dataset.channels is 2; it must be 1 to turn colour into grey, or 3 to keep it")]
    public void Read_MapsThatSayTooLittleOrTooMuch_AreRefused(string dataset, string message)
    {
        ExperimentLoadResult result = ExperimentText.Loader.Load(Yaml(dataset), "x.yaml");

        Assert.Equal([message], result.Errors.Select(e => e.Message));
    }

    [Fact]
    public async Task LoadAsync_NpyPairThatIsNotThere_SaysWhere()
    {
        var error = await Assert.ThrowsAsync<SweeperException>(
            () => LoadAsync("{name: npy, images: none.npy, labels: none.npy}"));

        Assert.StartsWith($"there is no {Path.Combine(Folder, "none.npy")}", error.Message, StringComparison.Ordinal);
    }

    private static string Yaml(string dataset) =>
        $"name: arrays\ndataset: {dataset}\nparameters: {{learning_rate: 0.1, batch_size: 2}}\n";

    private static Task<TrainingData> LoadAsync(string dataset)
    {
        ExperimentLoadResult result = ExperimentText.Loader.Load(Yaml(dataset), "x.yaml");
        Assert.Empty(result.Errors);
        return TrainingData.LoadAsync(result.Experiment!, Folder, new Progress<string>(), CancellationToken.None);
    }
}
