using System.Collections.Frozen;
using Sweeper.Experiments.Datasets;
using Sweeper.Experiments.Syntax;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>dataset</c>: a name, or a map with a name and settings.</summary>
internal sealed class DatasetReader(ValueReader values)
{
    private const string Advice = "write dataset: digits, or dataset: mnist";
    private const string Example = "{name: digits, validation: 1000}";

    private static readonly NumberRange ImageRange = new(10, 1_000_000);
    private static readonly string[] Supported = [DigitsDatasetSettings.DatasetName, MnistDatasetSettings.DatasetName];
    private static readonly string[] Planned = ["fashion-mnist", "csv", "idx", "images"];

    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        [DigitsDatasetSettings.DatasetName] = ["name", "train", "test", "seed", "validation", "train_limit"],
        [MnistDatasetSettings.DatasetName] = ["name", "validation", "train_limit"],
    };

    /// <summary>The dataset, or null when something in it is wrong.</summary>
    public DatasetSettings? Read(SyntaxNode? node, MappingNode document)
    {
        if (node is null)
        {
            values.Errors.Add(document, $"dataset is missing; {Advice}");
            return null;
        }

        if (node is not MappingNode map)
            return ReadName(node, "dataset") is string bare ? Build(bare, null) : null;
        if (map.Find("name") is not SyntaxNode nameNode)
        {
            values.Errors.Add(map, $"dataset has no name; write a map such as {Example}");
            return null;
        }

        if (ReadName(nameNode, "dataset.name") is not string name)
            return null;
        int before = values.Errors.Count;
        MapReader? reader = MapReader.Open(map, "dataset", Example, Keys[name], FrozenDictionary<string, string>.Empty, values.Errors);
        DatasetSettings? settings = Build(name, reader);
        return values.Errors.Count == before ? settings : null;
    }

    private string? ReadName(SyntaxNode node, string key)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text } scalar && Planned.Contains(scalar.Text))
        {
            values.Errors.Add(node, $"{key} '{scalar.Text}' is not supported yet; it must be {ValueReader.OneOf(Supported)}");
            return null;
        }

        return values.Choice(node, key, Supported);
    }

    // A value that is wrong is read as the one that allows the others most, so that it causes no errors but its own.
    private DatasetSettings Build(string name, MapReader? map)
    {
        DatasetSettings whole = name == MnistDatasetSettings.DatasetName
            ? new MnistDatasetSettings { Validation = ValidationSize.Default, TrainLimit = null }
            : ReadDigits(map);
        if (map?.Find("validation") is SyntaxNode validation)
            whole = whole with { Validation = ReadValidation(validation, whole.TrainCount) ?? ValidationSize.OfCount(0) };

        if (map?.Find("train_limit") is SyntaxNode limit)
        {
            var range = new NumberRange(1, whole.TrainingCount);
            whole = whole with { TrainLimit = (int?)values.Integer(limit, "dataset.train_limit", range) };
        }

        return whole;
    }

    private DigitsDatasetSettings ReadDigits(MapReader? map) => new()
    {
        Train = ReadImages(map, "train") ?? DigitsDatasetSettings.DefaultTrain,
        Test = ReadImages(map, "test") ?? DigitsDatasetSettings.DefaultTest,
        Seed = map?.Find("seed") is SyntaxNode seed
            ? values.Integer(seed, "dataset.seed", SettingRanges.Seed) ?? DigitsDatasetSettings.DefaultSeed
            : DigitsDatasetSettings.DefaultSeed,
        Validation = ValidationSize.Default,
        TrainLimit = null,
    };

    private int? ReadImages(MapReader? map, string key) => map?.Find(key) is SyntaxNode node
        ? (int)(values.Integer(node, $"dataset.{key}", ImageRange) ?? (long)ImageRange.Maximum)
        : null;

    private ValidationSize? ReadValidation(SyntaxNode node, int trainCount)
    {
        var counts = new NumberRange(0, trainCount - 1);
        string allowed = $"0 for none, a count {counts.Text}, or a fraction above 0 and below 1";
        if (node is not ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } scalar)
        {
            values.Refuse(node, "dataset.validation", allowed);
            return null;
        }

        double number = CoreSchema.NumberOf(scalar.Text);
        if (number == 0 || (scalar.Kind == ScalarKind.Integer && counts.Contains(number)))
            return ValidationSize.OfCount((int)number);
        int images = number is > 0 and < 1 ? ValidationSize.OfFraction(number).CountOf(trainCount) : -1;
        if (counts.Contains(images))
        {
            if (images > 0)
                return ValidationSize.OfFraction(number);
            values.Errors.Add(
                node,
                ErrorCollector.Text(
                    $"dataset.validation is {scalar.Text} of {trainCount:N0} images, which is none; write 0 for no validation"));
            return null;
        }

        values.Refuse(node, "dataset.validation", allowed);
        return null;
    }
}
