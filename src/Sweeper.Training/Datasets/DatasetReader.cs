using System.Collections.Frozen;
using Sweeper.Datasets.Cifar;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Datasets;

/// <summary>Reads <c>dataset</c>: a name, or a map with a name and settings.</summary>
internal sealed class DatasetReader(ValueReader values)
{
    /// <summary>The key that is read.</summary>
    public const string Key = "dataset";

    /// <summary>The key with the number of folds.</summary>
    public const string FoldsKey = "cross_validation";

    private const string Advice = "write dataset: digits, or dataset: mnist";
    private const string Example = "{name: digits, validation: 1000}";

    private static readonly string[] Supported = [.. DatasetKinds.All.Select(k => k.Name)];

    private static readonly CifarDatasetSource[] Cifar = [Cifar10Dataset.Source, Cifar100Dataset.Source];

    private readonly HeldOutReader _heldOut = new(values);

    private DeclaredFolds? _folds;

    /// <summary>The dataset with the folds of <c>cross_validation</c>, or null when something in it is wrong.</summary>
    public DatasetSettings? Read(MapReader document)
    {
        SyntaxNode? foldsNode = document.Find(FoldsKey);
        if (foldsNode is not null)
            _folds = new DeclaredFolds(foldsNode, values.Integer(foldsNode, FoldsKey, DatasetRanges.Folds));
        if (document.Require(Key, Advice, values.Errors) is not SyntaxNode node)
            return null;
        if (node is not MappingNode map)
            return ReadBare(node);
        if (map.Find("name") is not SyntaxNode nameNode)
        {
            values.Errors.Add(map, $"dataset has no name; write a map such as {Example}");
            return null;
        }

        if (values.Choice(nameNode, "dataset.name", Supported) is not string name)
            return null;
        int before = values.Errors.Count;
        MapReader? reader = MapReader.Open(
            map, "dataset", Example, DatasetKinds.Named(name).Keys, FrozenDictionary<string, string>.Empty, values.Errors);
        DatasetSettings? settings = Build(name, reader);
        return values.Errors.Count == before ? settings : null;
    }

    private DatasetSettings? ReadBare(SyntaxNode node)
    {
        if (values.Choice(node, "dataset", Supported) is not string name)
            return null;
        if (DatasetKinds.Named(name).Example is string example)
        {
            values.Errors.Add(node, $"dataset {name} does not say where its files are; write a map such as {example}");
            return null;
        }

        return Build(name, null);
    }

    // A value that is wrong is read as the one that allows the others most, so that it causes no errors but its own.
    private DatasetSettings? Build(string name, MapReader? map)
    {
        if (ReadKind(name, map) is not DatasetSettings whole)
            return null;
        whole = Divide(whole);
        SyntaxNode? validation = map?.Find("validation");
        if (validation is not null && _folds is not null)
        {
            values.Errors.Add(
                validation,
                "dataset.validation holds the same images out of every trial, and cross_validation holds out each training "
                + "image once, a fold per trial; leave one of them out");
        }
        else if (validation is not null)
        {
            whole = whole with
            {
                Validation = _heldOut.ReadValidation(validation, whole.TrainCount) ?? ValidationSize.OfCount(0),
            };
        }

        if (map?.Find("train_limit") is SyntaxNode limit)
        {
            NumberRange range =
                DatasetRanges.TrainLimit with { Maximum = whole.TrainingCount ?? DatasetRanges.TrainLimit.Maximum };
            whole = whole with { TrainLimit = (int?)values.Integer(limit, "dataset.train_limit", range) };
        }

        return map?.Find("pixel_divisor") is SyntaxNode divisor
            ? whole with { PixelDivisor = values.Number(divisor, "dataset.pixel_divisor", DatasetRanges.PixelDivisor)
                ?? DatasetSettings.DefaultPixelDivisor }
            : whole;
    }

    private DatasetSettings Divide(DatasetSettings whole)
    {
        if (_folds is null)
            return whole;
        if (_folds.Count is long count && count <= (whole.TrainCount ?? count))
            return whole with { Folds = (int)count };
        if (_folds.Count is null)
            return whole with { Validation = ValidationSize.OfCount(1) };
        values.Refuse(
            _folds.Node,
            FoldsKey,
            ErrorCollector.Text($"from 2 to {whole.TrainCount:N0}, the number of training images"));
        return whole with { Validation = ValidationSize.OfCount(1) };
    }

    private DatasetSettings? ReadKind(string name, MapReader? map) => name switch
    {
        DigitsDatasetSettings.DatasetName => ReadDigits(map),
        MnistDatasetSettings.DatasetName => new MnistDatasetSettings { Validation = ValidationSize.Default, TrainLimit = null },
        FashionMnistDatasetSettings.DatasetName =>
            new FashionMnistDatasetSettings { Validation = ValidationSize.Default, TrainLimit = null },
        _ when Cifar.FirstOrDefault(source => source.Name == name) is CifarDatasetSource cifar =>
            new CifarDatasetSettings(cifar) { Validation = ValidationSize.Default, TrainLimit = null },
        _ => map is null ? null : new FileDatasetReader(values, _heldOut, map).Read(name),
    };

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
        ? (int)(values.Integer(node, $"dataset.{key}", DatasetRanges.Digits) ?? (long)DatasetRanges.Digits.Maximum)
        : null;
}

/// <summary>What <c>cross_validation</c> says.</summary>
/// <param name="Node">Where it says it.</param>
/// <param name="Count">How many folds; null when that is wrong, which has been recorded.</param>
internal sealed record DeclaredFolds(SyntaxNode Node, long? Count);
