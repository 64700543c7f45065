using Sweeper.Datasets.Cifar;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;

namespace Sweeper.Training.Tests.LoadedData;

/// <summary>
/// Files in the format and of the size of CIFAR-10 and CIFAR-100, of which only the first image of each has anything on it.
/// </summary>
public sealed class CifarDatasetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweeper-").FullName;

    [Fact]
    public async Task LoadAsync_Cifar10_HasItsCountsColoursAndClasses()
    {
        Write(Cifar10Dataset.Source, 9);
        Experiment experiment = ExperimentText.Load(
            "name: x\ndataset: {name: cifar-10, validation: 5000}\nparameters: {architecture: 3072-16-10}\n");

        TrainingData data = await TrainingData.LoadAsync(experiment, _folder, new Progress<string>(), CancellationToken.None);

        Assert.Equal((45_000, 5_000, 10_000), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Assert.Equal(experiment.Dataset.InputShape, data.Dataset.Train.Shape);
        Assert.Equal(
            ("truck", 10), (data.Dataset.ClassNames[data.Dataset.Train.Labels[10_000]], data.Dataset.ClassNames.Length));
        Assert.Equal([1, 0, 2], data.Dataset.Train.Image(10_000)[..3].ToArray());
        Assert.Equal("16", experiment.Space.Hyperparameters.Single(h => h.Name == "architecture").Values.Single().ToString());
        Assert.Contains(
            KeyValuePair.Create("dataset", "cifar-10: 50,000 train, 10,000 test images of 32×32 pixels in 3 channels"),
            SweepPlanner.Plan(experiment).Facts);
    }

    [Fact]
    public async Task LoadAsync_Cifar100_HasItsHundredFineClasses()
    {
        Write(Cifar100Dataset.Source, 4, 99);
        Experiment experiment = ExperimentText.Load("name: x\ndataset: cifar-100\nparameters: {epochs: 1}\n");

        TrainingData data = await TrainingData.LoadAsync(experiment, _folder, new Progress<string>(), CancellationToken.None);

        Assert.Equal((45_000, 5_000, 10_000), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Assert.Equal((100, "worm"), (experiment.Dataset.ClassCount, data.Dataset.ClassNames[data.Dataset.Train.Labels[0]]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(CifarDatasetSource source, params byte[] labels)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, source.Name, source.Folder)).FullName;
        foreach (CifarFile file in source.Files)
        {
            byte[] image = new byte[3 * 32 * 32];
            (image[0], image[2 * 32 * 32]) = (1, 2);
            using FileStream content = File.Create(Path.Combine(folder, file.Name));
            content.Write([.. labels, .. image]);
            content.SetLength((long)file.Records * (labels.Length + image.Length));
        }
    }
}
