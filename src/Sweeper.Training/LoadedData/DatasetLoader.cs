using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Datasets;
using Sweeper.Datasets.Arrays;
using Sweeper.Datasets.Csv;
using Sweeper.Datasets.Digits;
using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Pictures;
using Sweeper.Datasets.Splits;
using Sweeper.Datasets.Tables;
using Sweeper.Neural.Images;
using Sweeper.Sweeps;
using Sweeper.Training.Datasets;

namespace Sweeper.Training.LoadedData;

/// <summary>Turns what an experiment says about its dataset into the images.</summary>
/// <param name="dataFolder">What relative paths are relative to; fetched datasets are put there.</param>
/// <param name="progress">Is told what is being fetched.</param>
internal sealed class DatasetLoader(string dataFolder, IProgress<string> progress)
{
    /// <exception cref="SweeperException">The data are missing, damaged or too few.</exception>
    public async Task<Dataset> LoadAsync(DatasetSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return settings switch
            {
                DigitsDatasetSettings digits => DigitsDataset.Generate(
                    new DigitsOptions { Seed = digits.Seed, TrainCount = digits.Train, TestCount = digits.Test }),
                MnistDatasetSettings =>
                    await MnistDataset.LoadAsync(dataFolder, progress, cancellationToken).ConfigureAwait(false),
                FashionMnistDatasetSettings =>
                    await FashionMnistDataset.LoadAsync(dataFolder, progress, cancellationToken).ConfigureAwait(false),
                CifarDatasetSettings cifar =>
                    await cifar.Source.LoadAsync(dataFolder, progress, cancellationToken).ConfigureAwait(false),
                CsvDatasetSettings csv => LoadCsv(csv),
                ImagesDatasetSettings images => LoadImages(images),
                ArraysDatasetSettings arrays => LoadArrays(arrays),
                NpyDatasetSettings npy => LoadNpy(npy),
                ParquetDatasetSettings parquet => await LoadParquetAsync(parquet, cancellationToken).ConfigureAwait(false),
                IdxDatasetSettings idx => FilesOf(idx).Load(idx.Name, idx.Classes),
                _ => throw new ArgumentOutOfRangeException(nameof(settings), settings, null),
            };
        }
        catch (DatasetException e)
        {
            throw new SweeperException(e.Message, FailureKind.Environment, e);
        }
    }

    private Dataset LoadTable(CsvDatasetSettings settings, string target)
    {
        TableFile read = TableFile.Read(PathOf(settings.Train), target, settings.IsRegression);
        (LabelledImages train, LabelledImages test) = settings.Test.Path is string path
            ? (read.Rows, TableFile.Read(PathOf(path), read.Table, read.ClassNames).Rows)
            : HoldOut(read.Rows, settings.Test, settings.Train);
        return new Dataset
        {
            Name = settings.Name,
            Train = train,
            Test = test,
            ClassNames = read.ClassNames,
            Table = read.Table,
            Checksum = DatasetChecksum.Compute(train, test),
        };
    }

    private Dataset LoadCsv(CsvDatasetSettings settings)
    {
        if (settings.Target is string target)
            return LoadTable(settings, target);
        CsvImages read = CsvImages.Read(PathOf(settings.Train), settings.Layout);
        (LabelledImages train, LabelledImages test) = settings.Test.Path is string path
            ? (read.Images, CsvImages.Read(PathOf(path), settings.Layout, read.ClassNames).Images)
            : HoldOut(read.Images, settings.Test, settings.Train);
        return Join(settings, train, test, read.ClassNames);
    }

    private Dataset LoadArrays(ArraysDatasetSettings settings)
    {
        string path = PathOf(settings.Train);
        LabelledImages train = LabelledArrays.Read(path, settings.Names);
        LabelledImages? test = settings.Test switch
        {
            null => LabelledArrays.ReadTest(path, settings.Names),
            { Path: string other } when PathOf(other) is string file =>
                LabelledArrays.ReadTest(file, settings.Names) ?? LabelledArrays.Read(file, settings.Names),
            _ => null,
        };
        if (test is null)
            (train, test) = HoldOut(train, settings.Test ?? TestSetSettings.Default, settings.Train);
        return DatasetParts.Join(settings.Name, train, test, settings.Classes);
    }

    private Dataset LoadNpy(NpyDatasetSettings settings)
    {
        LabelledImages read = LabelledArrays.ReadPair(PathOf(settings.Images), PathOf(settings.Labels));
        (LabelledImages train, LabelledImages test) = settings is { TestImages: string images, TestLabels: string labels }
            ? (read, LabelledArrays.ReadPair(PathOf(images), PathOf(labels)))
            : HoldOut(read, settings.Test, settings.Images);
        return DatasetParts.Join(settings.Name, train, test, settings.Classes);
    }

    private async Task<Dataset> LoadParquetAsync(ParquetDatasetSettings settings, CancellationToken cancellationToken)
    {
        ParquetImages read = await ParquetImages.ReadAsync(PathOf(settings.Train), settings.Layout, null, cancellationToken)
            .ConfigureAwait(false);
        (LabelledImages train, LabelledImages test) = settings.Test.Path is string path
            ? (read.Images, (await ParquetImages.ReadAsync(PathOf(path), settings.Layout, read.ClassNames, cancellationToken)
                .ConfigureAwait(false)).Images)
            : HoldOut(read.Images, settings.Test, settings.Train);
        return Join(settings, train, test, read.ClassNames);
    }

    private static Dataset Join(
        FileDatasetSettings settings, LabelledImages train, LabelledImages test, ImmutableArray<string>? classNames)
    {
        if (classNames is not ImmutableArray<string> names)
            return DatasetParts.Join(settings.Name, train, test, settings.Classes);
        return settings.Classes is int classes && classes != names.Length
            ? throw new DatasetException(
                $"{settings.Source} has {names.Length} classes, {string.Join(", ", names)}; dataset.classes is {classes}.")
            : DatasetParts.Join(settings.Name, train, test, names);
    }

    private Dataset LoadImages(ImagesDatasetSettings settings)
    {
        ImageFolders folders = ImageFolders.Read(PathOf(settings.Train), settings.Size, settings.Channels);
        (LabelledImages train, LabelledImages test) = settings.Test.Path is string path
            ? (folders.Images, ImageFolders.ReadTest(PathOf(path), folders.ClassNames, settings.Size, settings.Channels).Images)
            : HoldOut(folders.Images, settings.Test, settings.Train);
        return DatasetParts.Join(settings.Name, train, test, folders.ClassNames);
    }

    private static (LabelledImages Train, LabelledImages Test) HoldOut(
        LabelledImages images, TestSetSettings test, string source)
    {
        int count = test.HeldOut.CountOf(images.Count);
        if (count < 1 || count >= images.Count)
        {
            throw new SweeperException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"dataset.test: {test.HeldOut} holds {count} of the {images.Count} images of {source} out for testing; "
                    + $"it must be at least 1 and leave some to train on"),
                FailureKind.Input);
        }

        HeldOutTest parts = HeldOutTest.Of(images, count, test.Seed);
        return (parts.Train, parts.Test);
    }

    private IdxFiles FilesOf(IdxDatasetSettings settings) => settings.Folder is string folder
        ? IdxFiles.In(PathOf(folder))
        : new IdxFiles
        {
            TrainImages = PathOf(settings.TrainImages!),
            TrainLabels = PathOf(settings.TrainLabels!),
            TestImages = PathOf(settings.TestImages!),
            TestLabels = PathOf(settings.TestLabels!),
        };

    /// <exception cref="DatasetException">There is no such file or folder, nor one with <c>.gz</c> after its name.</exception>
    private string PathOf(string path)
    {
        string full = Path.GetFullPath(Path.Combine(dataFolder, path));
        return Path.Exists(full) || File.Exists(full + ".gz")
            ? full
            : throw new DatasetException(
                $"there is no {full}; the paths of a dataset are relative to the data folder, "
                + $"which --data or SWEEPER_DATA names.");
    }
}
