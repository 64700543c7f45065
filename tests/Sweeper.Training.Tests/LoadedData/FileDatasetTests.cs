using System.Text;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Training.LoadedData;

namespace Sweeper.Training.Tests.LoadedData;

public sealed class FileDatasetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweeper-").FullName;

    [Fact]
    public async Task LoadAsync_Csv_HoldsATestSetOutAndSplitsTheRest()
    {
        WriteCsv("digits.csv", 100);

        TrainingData data = await LoadAsync("{name: csv, train: digits.csv, test: 20, validation: 0.25, train_limit: 30}");

        Assert.Equal((30, 20, 20), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Assert.Equal((2, 2, 4), (data.Dataset.Train.Width, data.Dataset.Train.Height, data.Dataset.ClassNames.Length));
    }

    [Fact]
    public async Task LoadAsync_CsvWithTestFile_MeasuresOnIt()
    {
        WriteCsv("a.csv", 40);
        WriteCsv("b.csv", 12);

        TrainingData data = await LoadAsync("{name: csv, train: a.csv, test: b.csv, classes: 7}");

        Assert.Equal((36, 4, 12), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Assert.Equal(7, data.Dataset.ClassNames.Length);
    }

    [Fact]
    public async Task LoadAsync_CsvWithTextsForLabels_NamesItsClassesAfterThem()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "a.csv"), "p,shape\n1,edge\n2,diagonal\n3,edge\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "b.csv"), "p,shape\n4,edge\n");

        TrainingData data = await LoadAsync("{name: csv, train: a.csv, test: b.csv, validation: 1, label: shape, classes: 2}");
        SweeperException error = await Assert.ThrowsAsync<SweeperException>(
            () => LoadAsync("{name: csv, train: a.csv, test: b.csv, validation: 1, label: shape, classes: 3}"));

        Assert.Equal("diagonal edge", string.Join(' ', data.Dataset.ClassNames));
        Assert.Equal([1], data.Dataset.Test.Labels.ToArray());
        Assert.Equal("a.csv has 2 classes, diagonal, edge; dataset.classes is 3.", error.Message);
    }

    [Fact]
    public async Task LoadAsync_AbsolutePath_IsReadAsItIs()
    {
        WriteCsv("digits.csv", 40);
        string path = Path.Combine(_folder, "digits.csv");

        Experiment experiment = Load($"{{name: csv, train: '{path}'}}", "");
        TrainingData data = await TrainingData.LoadAsync(
            experiment, "no-folder", new Progress<string>(), CancellationToken.None);

        Assert.Equal(4, data.Test.Count);
    }

    [Fact]
    public async Task LoadAsync_Idx_ReadsTheFourFiles()
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 0, 2];
        foreach ((string name, byte[] content) in new[] { ("a", images), ("b", labels), ("c", images), ("d", labels) })
            await File.WriteAllBytesAsync(Path.Combine(_folder, name), content);

        TrainingData data = await LoadAsync(
            "{name: idx, train_images: a, train_labels: b, test_images: c, test_labels: d, validation: 1}");

        Assert.Equal((1, 1, 2, 3), (data.Train.Count, data.Validation!.Count, data.Test.Count, data.Dataset.ClassNames.Length));
    }

    [Fact]
    public async Task LoadAsync_Images_AreReadFromAFolderPerClass()
    {
        WriteDots();

        TrainingData part = await LoadAsync("{name: images, train: pets, test: 4, size: 5}", "architecture: 3-1");
        TrainingData other = await LoadAsync("{name: images, train: pets, test: others}");

        Assert.Equal((14, 2, 4), (part.Train.Count, part.Validation!.Count, part.Test.Count));
        Assert.Equal("cat dog", string.Join(' ', part.Dataset.ClassNames));
        Assert.Equal((18, 1, 1), (other.Train.Count, other.Test.Count, other.Dataset.Test.Labels[0]));
        Assert.Equal(76, part.Dataset.Train.Image(0)[12]);
    }

    [Fact]
    public async Task LoadAsync_ImagesInColour_KeepRedGreenAndBlue()
    {
        WriteDots();

        TrainingData part = await LoadAsync("{name: images, train: pets, test: 4, size: 5, channels: 3}", "architecture: 3-1");
        TrainingData other = await LoadAsync("{name: images, train: pets, test: others, channels: 3}");
        SweeperException error = await Assert.ThrowsAsync<SweeperException>(
            () => LoadAsync("{name: images, train: pets, test: 4, channels: 3}", "architecture: 75-3-2"));

        Assert.Equal((5, 5, 3), (part.Dataset.Train.Width, part.Dataset.Train.Height, part.Dataset.Train.Channels));
        Assert.Equal((3, 3), (part.Dataset.Test.Channels, other.Dataset.Test.Channels));
        Assert.Equal([255, 0, 0], part.Dataset.Train.Image(0).Slice(3 * 12, 3).ToArray());
        Assert.Equal(
            "architecture 75-3-2 names the inputs and classes too; pets gives 16 training images of 5×5×3 = 75 numbers in 2 "
            + "classes: write the hidden layers alone, 3",
            error.Message);
        Experiment experiment = Load("{name: images, train: pets, test: others, channels: 3}", "");
        SweepPlan identified = other.Identify(SweepPlanner.Plan(experiment));
        Assert.Contains(KeyValuePair.Create("dataset", "images: pets, in colour, tested on others"), identified.Facts);
        Assert.Contains(
            KeyValuePair.Create("images", "20 train, 1 test, of 5×5 pixels in 3 channels in 2 classes"), identified.Facts);
    }

    [Fact]
    public async Task LoadAsync_CifarArchiveDamaged_NamesItAndWhatToDo()
    {
        string path = Path.Combine(
            Directory.CreateDirectory(Path.Combine(_folder, "cifar-10")).FullName, "cifar-10-binary.tar.gz");
        await File.WriteAllTextAsync(path, "half of it");

        SweeperException error = await Assert.ThrowsAsync<SweeperException>(() => LoadAsync("cifar-10"));

        Assert.StartsWith($"{path} is ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Move it away, and it is fetched anew.", error.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Environment, error.Kind);
    }

    [Theory]
    [InlineData("test: 40", "",
        "dataset.test: 40 holds 40 of the 40 images of digits.csv out for testing; it must be at least 1 and leave some to "
            + "train on")]
    [InlineData("test: 0.001", "",
        "dataset.test: 0.001 holds 0 of the 40 images of digits.csv out for testing; it must be at least 1 and leave some to "
            + "train on")]
    [InlineData("validation: 0.001", "", "dataset.validation is 0.001 of 36 images, which is none; write 0 for no validation")]
    [InlineData("validation: 36", "",
        "36 validation images cannot be held out of the 36 training images of csv; hold out fewer")]
    [InlineData("train_limit: 33", "",
        "dataset.train_limit is 33; digits.csv gives 36 training images of 2×2 = 4 pixels in 4 classes, so it must be from 1 to "
            + "32")]
    [InlineData("validation: 4", "batch_size: [8, 33]",
        "batch_size is 33; digits.csv gives 36 training images of 2×2 = 4 pixels in 4 classes, and 32 are trained on, so it "
            + "must be from 1 to 32, or full")]
    [InlineData("validation: 4", "architecture: ['8', 4-8-4]",
        "architecture 4-8-4 names the inputs and classes too; digits.csv gives 36 training images of 2×2 = 4 pixels in 4 "
            + "classes: write the hidden layers alone, 8")]
    [InlineData("validation: 4", "architecture: 4-8-5",
        "architecture 4-8-5 begins with the number of inputs and does not end with that of the classes; digits.csv gives 36 "
            + "training images of 2×2 = 4 pixels in 4 classes: write the hidden layers alone, and none of 4 units first")]
    [InlineData("validation: 4", "architecture: 4-4",
        "architecture 4-4 names the inputs and classes too; digits.csv gives 36 training images of 2×2 = 4 pixels in 4 classes: "
            + "write the hidden layers alone, linear")]
    [InlineData("validation: 4", "architecture: [8c3-p2, p2-p2]",
        "layer 2 of architecture p2-p2 is p2, whose squares of 2×2 are larger than the 1×1×1 that layer 1 gives; leave it out, "
            + "or pool less before it; digits.csv gives 36 training images of 2×2 = 4 pixels in 4 classes")]
    public async Task LoadAsync_DoesNotFitTheImages_NamesWhatWasFound(string setting, string hyperparameter, string message)
    {
        WriteCsv("digits.csv", 40);

        SweeperException error = await Assert.ThrowsAsync<SweeperException>(
            () => LoadAsync($"{{name: csv, train: digits.csv, {setting}}}", hyperparameter));

        Assert.Equal((message, FailureKind.Input), (error.Message, error.Kind));
    }

    [Theory]
    [InlineData("{name: csv, train: no.csv}", "no.csv")]
    [InlineData("{name: images, train: no}", "no")]
    [InlineData("{name: idx, folder: no}", "no")]
    [InlineData("{name: idx, train_images: a, train_labels: b, test_images: c, test_labels: d}", "a")]
    public async Task LoadAsync_NothingThere_NamesThePathAndTheDataFolder(string dataset, string name)
    {
        SweeperException error = await Assert.ThrowsAsync<SweeperException>(() => LoadAsync(dataset));

        Assert.Equal(
            $"there is no {Path.Combine(_folder, name)}; the paths of a dataset are relative to the data folder, "
            + $"which --data or SWEEPER_DATA names.",
            error.Message);
        Assert.Equal(FailureKind.Environment, error.Kind);
    }

    [Fact]
    public async Task LoadAsync_DamagedFile_NamesFileLineAndColumn()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "digits.csv"), "label,p\n1,2\n1,300\n");

        SweeperException error = await Assert.ThrowsAsync<SweeperException>(() => LoadAsync("{name: csv, train: digits.csv}"));

        Assert.Equal(
            $"{Path.Combine(_folder, "digits.csv")}: line 3, column 2 (p) is '300'; "
            + $"pixels are integers from 0 to 255.", error.Message);
        Assert.Equal(FailureKind.Environment, error.Kind);
    }

    [Fact]
    public void Load_SizesKnownBeforehand_ReadTheFullForm()
    {
        Experiment experiment = Load("{name: csv, train: a.csv, width: 2, height: 3, classes: 4}", "architecture: [6-5-4]");
        Assert.Equal("5", experiment.Space.Hyperparameters.Single(h => h.Name == "architecture").Values.Single().ToString());
    }

    [Fact]
    public async Task Identify_CountsFromFiles_AreTheImagesAndClasses()
    {
        WriteCsv("digits.csv", 40);
        SweepPlan plan = SweepPlanner.Plan(Load("{name: csv, train: digits.csv}", ""));
        SweepPlan more = SweepPlanner.Plan(Load("{name: csv, train: digits.csv, classes: 9}", ""));

        Assert.NotEqual(plan.Fingerprint, more.Fingerprint);
        Assert.Contains(KeyValuePair.Create("dataset", "csv: digits.csv, 0.1 of it held out for testing, seed 42"), plan.Facts);
        Assert.Contains(KeyValuePair.Create("validation", "0.1 of the training set held out"), plan.Facts);
        SweepPlan identified = (await LoadAsync("{name: csv, train: digits.csv}")).Identify(plan);
        Assert.Contains(KeyValuePair.Create("images", "36 train, 4 test, of 2×2 pixels in 4 classes"), identified.Facts);
    }

    [Fact]
    public void Plan_FileMoved_IsTheSameSweep() => Assert.Equal(
        SweepPlanner.Plan(Load("{name: csv, train: here/digits.csv}", "")).Fingerprint,
        SweepPlanner.Plan(Load("{name: csv, train: there/digits.csv}", "")).Fingerprint);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Experiment Load(string dataset, string hyperparameter) =>
        ExperimentText.Load($"name: files\ndataset: {dataset}\nparameters:\n  epochs: 1\n  {hyperparameter}\n");

    private Task<TrainingData> LoadAsync(string dataset, string hyperparameter = "") =>
        TrainingData.LoadAsync(Load(dataset, hyperparameter), _folder, new Progress<string>(), CancellationToken.None);

    // Twenty pictures of a red dot.
    private void WriteDots()
    {
        byte[] dot = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"
            + "//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==");
        foreach (string name in (string[])["cat", "dog"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, "pets", name));
            Directory.CreateDirectory(Path.Combine(_folder, "others", name));
            for (int i = 0; i < 10; i++)
                File.WriteAllBytes(Path.Combine(_folder, "pets", name, $"{i}.png"), dot);
        }

        File.WriteAllBytes(Path.Combine(_folder, "others", "dog", "1.png"), dot);
    }

    private void WriteCsv(string name, int count)
    {
        StringBuilder text = new("label,p0,p1,p2,p3\n");
        for (int i = 0; i < count; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i % 4},{i},0,255,{count}\n");
        File.WriteAllText(Path.Combine(_folder, name), text.ToString());
    }
}
