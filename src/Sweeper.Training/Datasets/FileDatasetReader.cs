using Sweeper.Datasets.Arrays;
using Sweeper.Datasets.Csv;
using Sweeper.Datasets.Pictures;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Datasets;

/// <summary>
/// Reads the settings of datasets in the user's own files. What is wrong is recorded, and the result is null then.
/// </summary>
internal sealed class FileDatasetReader(ValueReader values, HeldOutReader heldOut, MapReader map)
{
    private static readonly string[] IdxFileKeys = [.. DatasetKinds.IdxFiles.Select(k => k.Name)];

    private static readonly string[] OfImages = ["label", "header", "width", "height", "classes", "pixel_divisor"];

    private readonly FilePathReader _paths = new(values);

    /// <summary>The settings of the kind called <paramref name="name"/>.</summary>
    public DatasetSettings? Read(string name) => name switch
    {
        CsvDatasetSettings.DatasetName => ReadCsv(),
        IdxDatasetSettings.DatasetName => ReadIdx(),
        ImagesDatasetSettings.DatasetName => ReadImages(),
        ArraysDatasetSettings.Npz or ArraysDatasetSettings.Mat => ReadArrays(name),
        NpyDatasetSettings.DatasetName => ReadNpy(),
        ParquetDatasetSettings.DatasetName => ReadParquet(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private CsvDatasetSettings ReadCsv()
    {
        foreach (string key in map.Find("target") is null ? [] : OfImages)
        {
            if (map.Find(key) is SyntaxNode node)
                values.Errors.Add(node, $"dataset.target makes the file a table, and {key} is of images; leave one of them out");
        }

        return new CsvDatasetSettings
        {
            Train = RequirePath(
                "train", $"name the file with the training images, as in {ExampleOf(CsvDatasetSettings.DatasetName)}"),
            Test = ReadTest("file"),
            Layout = ReadLayout(),
            Target = ReadPath("target"),
            Classes = ReadInteger("classes", DatasetRanges.Classes),
            Validation = ValidationSize.Default,
            TrainLimit = null,
        };
    }

    private IdxDatasetSettings ReadIdx()
    {
        SyntaxNode? folder = map.Find("folder");
        string[] given = [.. IdxFileKeys.Where(key => map.Find(key) is not null)];
        if (folder is not null && given.Length > 0)
            values.Errors.Add(folder, $"dataset has both folder and {given[0]}; name a folder, or all four files");
        if (folder is null && given.Length < IdxFileKeys.Length)
        {
            string missing = string.Join(", ", IdxFileKeys.Except(given));
            values.Errors.Add(
                map.Node,
                given.Length == 0
                    ? $"dataset has no folder; write a map such as {ExampleOf(IdxDatasetSettings.DatasetName)}, "
                    + $"or name all four files: {missing}"
                    : $"dataset has no {missing}; name all four files, or a folder");
        }

        return new IdxDatasetSettings
        {
            Folder = ReadPath("folder"),
            TrainImages = ReadPath("train_images"),
            TrainLabels = ReadPath("train_labels"),
            TestImages = ReadPath("test_images"),
            TestLabels = ReadPath("test_labels"),
            Classes = ReadInteger("classes", DatasetRanges.Classes),
            Validation = ValidationSize.Default,
            TrainLimit = null,
        };
    }

    private ImagesDatasetSettings ReadImages() => new()
    {
        Train = RequirePath(
            "train",
            $"name the folder with a folder of pictures for each class, as in {ExampleOf(ImagesDatasetSettings.DatasetName)}"),
        Test = ReadTest("folder"),
        Size = ReadInteger("size", DatasetRanges.Side),
        Channels = ReadChannels(),
        Validation = ValidationSize.Default,
        TrainLimit = null,
    };

    private ArraysDatasetSettings ReadArrays(string kind)
    {
        CheckTestPair();
        TestSetSettings? test = map.Find("test") is null ? null : ReadTest("file");
        if (test is { Path: null } && map.Find("test_images") is SyntaxNode images)
            values.Errors.Add(
                images, "dataset names test_images, and test holds some of the training images out; leave one of them out");
        return new ArraysDatasetSettings(kind)
        {
            Train = RequirePath("train", $"name the file with the training images, as in {ExampleOf(kind)}"),
            Names = new ArrayNames
            {
                Images = ReadPath("images"),
                Labels = ReadPath("labels"),
                TestImages = ReadPath("test_images"),
                TestLabels = ReadPath("test_labels"),
            },
            Test = test,
            Classes = ReadInteger("classes", DatasetRanges.Classes),
            Validation = ValidationSize.Default,
            TrainLimit = null,
        };
    }

    private NpyDatasetSettings ReadNpy()
    {
        CheckTestPair();
        if (map.Find("test") is SyntaxNode test && map.Find("test_images") is not null)
            values.Errors.Add(
                test, "dataset names test_images, and test holds some of the training images out; leave one of them out");
        TestSetSettings held = ReadTest("count");
        if (held.Path is not null)
            values.Refuse(
                map.Find("test")!,
                "dataset.test",
                "a count from 1, or a fraction above 0 and below 1; test files are named by test_images and test_labels");
        return new NpyDatasetSettings
        {
            Images = RequirePath("images", $"name the files, as in {ExampleOf(NpyDatasetSettings.DatasetName)}"),
            Labels = RequirePath("labels", $"name the files, as in {ExampleOf(NpyDatasetSettings.DatasetName)}"),
            TestImages = ReadPath("test_images"),
            TestLabels = ReadPath("test_labels"),
            Test = held,
            Classes = ReadInteger("classes", DatasetRanges.Classes),
            Validation = ValidationSize.Default,
            TrainLimit = null,
        };
    }

    private ParquetDatasetSettings ReadParquet() => new()
    {
        Train = RequirePath(
            "train", $"name the file with the training images, as in {ExampleOf(ParquetDatasetSettings.DatasetName)}"),
        Test = ReadTest("file"),
        Layout = new ParquetLayout
        {
            Image = ReadPath("image"),
            Label = ReadPath("label"),
            Size = ReadInteger("size", DatasetRanges.Side),
            Channels = ReadChannels(),
        },
        Classes = ReadInteger("classes", DatasetRanges.Classes),
        Validation = ValidationSize.Default,
        TrainLimit = null,
    };

    // Test images without labels, or labels without images, are half a test set.
    private void CheckTestPair()
    {
        SyntaxNode? images = map.Find("test_images"), labels = map.Find("test_labels");
        if (images is null != labels is null)
            values.Errors.Add(
                images ?? labels!,
                $"dataset names {(images is null ? "test_labels and no test_images" : "test_images and no test_labels")}; "
                + $"name both or neither");
    }

    private TestSetSettings ReadTest(string pathNoun) =>
        heldOut.ReadTest(map.Find("test"), map.Find("seed"), pathNoun) ?? TestSetSettings.Default;

    private int ReadChannels()
    {
        if (map.Find("channels") is not SyntaxNode node)
            return 1;
        if (node is ScalarNode { Kind: ScalarKind.Integer } scalar && CoreSchema.NumberOf(scalar.Text) is 1 or 3)
            return (int)CoreSchema.NumberOf(scalar.Text);
        values.Refuse(node, "dataset.channels", "1 to turn colour into grey, or 3 to keep it");
        return 1;
    }

    private CsvLayout ReadLayout()
    {
        bool? hasHeader = ReadHeader();
        var layout = new CsvLayout
        {
            HasHeader = hasHeader,
            Width = ReadInteger("width", DatasetRanges.Side),
            Height = ReadInteger("height", DatasetRanges.Side),
        };
        if (map.Find("label") is not SyntaxNode label)
            return layout;
        if (label is not ScalarNode { Kind: ScalarKind.Text } scalar)
            return layout with { LabelColumn = (int?)values.Integer(label, "dataset.label", DatasetRanges.Column,
                "the name of a column") };
        if (hasHeader == false)
        {
            values.Errors.Add(
                label,
                $"dataset.label is {DescribedNode.Found(label)}, and with header: false no column has a name; write its number, "
                + $"from 1");
        }

        return layout with { LabelName = scalar.Text };
    }

    private bool? ReadHeader()
    {
        if (map.Find("header") is not SyntaxNode node || node is ScalarNode { Kind: ScalarKind.Text, Text: "auto" })
            return null;
        if (node is ScalarNode { Kind: ScalarKind.Boolean })
            return values.Boolean(node, "dataset.header");
        values.Refuse(node, "dataset.header", "true, false or auto");
        return null;
    }

    private static string ExampleOf(string name) => DatasetKinds.Named(name).Example!;

    private string RequirePath(string key, string advice)
    {
        if (map.Find(key) is not null)
            return ReadPath(key) ?? "";
        values.Errors.Add(map.Node, $"dataset has no {key}; {advice}");
        return "";
    }

    private string? ReadPath(string key) =>
        map.Find(key) is SyntaxNode node ? _paths.Read(node, $"dataset.{key}") : null;

    private int? ReadInteger(string key, NumberRange range) =>
        map.Find(key) is SyntaxNode node ? (int?)values.Integer(node, $"dataset.{key}", range) : null;
}
