using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Datasets.Cifar;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Datasets;

/// <summary>
/// The datasets that an experiment can name, with their keys: what reading allows, and what the JSON Schema describes.
/// </summary>
internal static class DatasetKinds
{
    private const int MnistImages = 60_000;
    private const int CifarImages = 50_000;

    private static readonly DatasetKey TrainLimit = DatasetKey.Integer(
        "train_limit", "train on at most so many images, of those that are not held out; default all", DatasetRanges.TrainLimit);

    private static readonly DatasetKey PixelDivisor = DatasetKey.Number(
        "pixel_divisor", "pixels, 0 to 255, are divided by it to become inputs; default 255", DatasetRanges.PixelDivisor);

    private static readonly DatasetKey Seed =
        DatasetKey.Integer("seed", "chooses the images held out for testing; default 42", SettingRanges.Seed);

    private static readonly DatasetKey Classes =
        DatasetKey.Integer("classes", "how many classes there are; default as many as the labels show", DatasetRanges.Classes);

    public static ImmutableArray<DatasetKind> All { get; } =
    [
        new(DigitsDatasetSettings.DatasetName, "pictures of digits that Sweeper draws itself, nothing to download",
            new DatasetForm(
        [
            DatasetKey.Integer(
                "train", $"training images to draw; default {DigitsDatasetSettings.DefaultTrain}", DatasetRanges.Digits),
            DatasetKey.Integer(
                "test", $"test images to draw; default {DigitsDatasetSettings.DefaultTest}", DatasetRanges.Digits),
            DatasetKey.Integer(
                "seed", $"decides what is drawn; default {DigitsDatasetSettings.DefaultSeed}", SettingRanges.Seed),
            .. Common((int)DatasetRanges.Digits.Maximum),
        ])),
        new(MnistDatasetSettings.DatasetName, "handwritten digits, 60,000 for training and 10,000 for testing",
            new DatasetForm(Common(MnistImages))),
        new(
            FashionMnistDatasetSettings.DatasetName,
            "pictures of clothes in ten classes, 60,000 for training and 10,000 for testing",
            new DatasetForm(Common(MnistImages))),
        new(
            Cifar10Dataset.Source.Name,
            "colour pictures of animals and vehicles in ten classes, 50,000 for training and 10,000 for testing",
            new DatasetForm(Common(CifarImages))),
        new(
            Cifar100Dataset.Source.Name,
            "colour pictures in a hundred classes, 50,000 for training and 10,000 for testing",
            new DatasetForm(Common(CifarImages))),
        new(CsvDatasetSettings.DatasetName, "a CSV file with an image a row, its label and its pixels; or a table, with target",
            new DatasetForm(CsvKeys(), "train"))
        {
            Example = "{name: csv, train: digits.csv, label: label}",
        },
        new(
            IdxDatasetSettings.DatasetName,
            "four IDX files: images and labels for training and for testing",
            new DatasetForm(
                [DatasetKey.Path("folder", "folder with four files of MNIST's names, in the data folder"), Classes, .. Common()],
                "folder"),
            new DatasetForm([.. IdxFiles, Classes, .. Common()], [.. IdxFiles.Select(k => k.Name)]))
        {
            Example = "{name: idx, folder: letters}",
        },
        new(ImagesDatasetSettings.DatasetName, "a folder of pictures for each class", new DatasetForm(ImagesKeys(), "train"))
        {
            Example = "{name: images, train: shapes}",
        },
        new(ArraysDatasetSettings.Npz, "arrays of NumPy in an npz file", new DatasetForm(ArrayKeys("npz file"), "train"))
        {
            Example = "{name: npz, train: mnist.npz}",
        },
        new(NpyDatasetSettings.DatasetName, "arrays of NumPy in npy files: images and labels", new DatasetForm(
            NpyKeys(), "images", "labels"))
        {
            Example = "{name: npy, images: x.npy, labels: y.npy}",
        },
        new(ArraysDatasetSettings.Mat, "arrays of MATLAB 5 to 7.2 in a mat file", new DatasetForm(
            ArrayKeys("mat file"), "train"))
        {
            Example = "{name: mat, train: mnist-original.mat}",
        },
        new(ParquetDatasetSettings.DatasetName, "picture files and labels in the columns of a Parquet file", new DatasetForm(
            ParquetKeys(), "train"))
        {
            Example = "{name: parquet, train: train.parquet}",
        },
    ];

    /// <summary>The keys of four IDX files that are named one by one.</summary>
    public static ImmutableArray<DatasetKey> IdxFiles =>
    [
        DatasetKey.Path("train_images", "IDX file with the training images"),
        DatasetKey.Path("train_labels", "IDX file with the training labels"),
        DatasetKey.Path("test_images", "IDX file with the test images"),
        DatasetKey.Path("test_labels", "IDX file with the test labels"),
    ];

    /// <summary>The JSON Schema of <c>dataset</c>, made anew.</summary>
    public static JsonObject Schema() => SchemaParts.Any(
    [
        SchemaParts.OneOf(All.Where(k => k.Example is null).Select(k => k.Name)),
        .. All.SelectMany(k => k.Schemas()),
    ]);

    public static DatasetKind Named(string name) => All.Single(k => k.Name == name);

    private static ImmutableArray<DatasetKey> Common(int? images = null) =>
    [
        DatasetKey.Share(
            "validation", "training images held out to choose by: a count, a fraction, or 0 for none; default 0.1",
            HeldOutReader.Counts(images)),
        TrainLimit,
        PixelDivisor,
    ];

    private static ImmutableArray<DatasetKey> CsvKeys() =>
    [
        DatasetKey.Path("train", "CSV file with the training images, in the data folder"),
        Test("CSV file"),
        Seed,
        DatasetKey.Column(
            "label",
            "the column of the labels: its name or its number, from 1; default the one named label, class, target or y, "
            + "else the first",
            DatasetRanges.Column),
        DatasetKey.InFile(
            "target",
            "makes the file a table: the column to be predicted, a class, or a number with loss: mean_squared_error; "
            + "the other columns of numbers are the inputs"),
        DatasetKey.Switch("header", "whether the first row has names of columns; default auto", "auto"),
        DatasetKey.Integer("width", "pixels of a row of an image; default the root of the number of pixels", DatasetRanges.Side),
        DatasetKey.Integer("height", "rows of an image; default the root of the number of pixels", DatasetRanges.Side),
        Classes,
        .. Common(),
    ];

    private static ImmutableArray<DatasetKey> ImagesKeys() =>
    [
        DatasetKey.Path("train", "folder with a folder of pictures for each class, in the data folder"),
        Test("folder"),
        Seed,
        DatasetKey.Integer(
            "size", "pixels that every image must be wide and high; default those of the first one", DatasetRanges.Side),
        DatasetKey.Choice("channels", "1 to turn colour into grey, or 3 to keep it; default 1", 1, 3),
        .. Common(),
    ];

    private static ImmutableArray<DatasetKey> ArrayKeys(string file) =>
    [
        DatasetKey.Path("train", $"{file} with the training images, in the data folder"),
        DatasetKey.InFile("images", "the array with the pixels of the training images; default x_train, images or data"),
        DatasetKey.InFile("labels", "the array with their labels; default y_train, labels or label"),
        DatasetKey.InFile("test_images", "the array with the pixels of the test images; default x_test, where there is one"),
        DatasetKey.InFile("test_labels", "the array with their labels; default y_test"),
        Test(file),
        Seed,
        Classes,
        .. Common(),
    ];

    private static ImmutableArray<DatasetKey> NpyKeys() =>
    [
        DatasetKey.Path("images", "npy file with the pixels of the training images"),
        DatasetKey.Path("labels", "npy file with their labels"),
        DatasetKey.Path("test_images", "npy file with the pixels of the test images"),
        DatasetKey.Path("test_labels", "npy file with their labels"),
        DatasetKey.Share(
            "test", "how many of the training images to hold out for testing where there are no test files: a count or a "
                + "fraction; default 0.1", HeldOutReader.TestCounts),
        Seed,
        Classes,
        .. Common(),
    ];

    private static ImmutableArray<DatasetKey> ParquetKeys() =>
    [
        DatasetKey.Path("train", "Parquet file with the training images, in the data folder"),
        DatasetKey.InFile("image", "the column with picture files; default image or img"),
        DatasetKey.InFile("label", "the column with labels; default label"),
        Test("Parquet file"),
        Seed,
        DatasetKey.Integer(
            "size", "pixels that every image must be wide and high; default those of the first one", DatasetRanges.Side),
        DatasetKey.Choice("channels", "1 to turn colour into grey, or 3 to keep it; default 1", 1, 3),
        Classes,
        .. Common(),
    ];

    private static DatasetKey Test(string pathNoun) => DatasetKey.PathOrShare(
        "test",
        $"{pathNoun} with the test images, or how many of the training images to hold out for testing: a count or a fraction; "
        + $"default 0.1",
        HeldOutReader.TestCounts);
}
