using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Sweeper.Datasets.Idx;
using Sweeper.Datasets;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Images;
using Sweeper.Neural.Models;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Training;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Spaces;
using Sweeper.Training.Hyperparameters;

namespace Sweeper.Training.SavedModels;

/// <summary>The network that a trial saved, ready to be asked. For one thread.</summary>
public sealed class SavedNetwork
{
    private readonly Network<float> _network;
    private readonly HyperparameterValues _values;
    private readonly Classifier _classifier;

    private SavedNetwork(SafetensorsReader file)
    {
        Metadata = file.Metadata;
        _values = ReadValues(Text(file, ModelFile.Hyperparameters));
        NetworkSettings settings = NetworkSettings.From(_values);
        DatasetName = Text(file, ModelFile.DatasetName);
        InputScale = Number(file, ModelFile.InputScale);
        ClassNames = ReadClassNames(file);
        (Width, Height) = ReadSize(file);
        Channels = ReadChannels(file);
        Table = ReadTable(file);
        NetworkDefinition definition = settings.Define(new FeatureShape(Height, Width, Channels), ClassNames.Length);

        // Before there is memory for it.
        CheckLayers(definition);
        if (definition.WeightCount > file.Tensors.Sum(t => t.Shape.Aggregate(1L, (count, size) => count * size)))
            throw new InvalidDataException("it has fewer weights than the network that its header describes");
        _network = new Network<float>(definition, RandomSource.FromSeed(0), dropoutRandom: RandomSource.FromSeed(0));
        file.Read([.. _network.Tensors.Select(t => NamedTensor.Of(t))]);
        _classifier = new Classifier(_network, settings.Loss, InputScale);
    }

    /// <summary>The texts of its file.</summary>
    internal ImmutableDictionary<string, string> Metadata { get; }

    /// <summary>Its weights, and what its layers measured in training.</summary>
    internal ImmutableArray<NamedTensor> Tensors => [.. _network.Tensors.Select(t => NamedTensor.Of(t))];

    /// <summary>What the columns are that it takes, where it was trained on a table; null for images.</summary>
    public Table? Table { get; }

    /// <summary>Pixels per row of its images; columns of its table.</summary>
    public int Width { get; }

    /// <summary>Rows of its images.</summary>
    public int Height { get; }

    /// <summary>Numbers per pixel of its images: 1 of grey ones, 3 of coloured ones.</summary>
    public int Channels { get; }

    /// <summary>The name of each class, by label.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>What it was trained on.</summary>
    public string DatasetName { get; }

    /// <summary>
    /// Whether its images fill their frame, as pictures in colour do, rather than lie in the middle of it as digits do.
    /// </summary>
    public bool FillsFrame => Channels > 1 || DatasetName == FashionMnistDataset.Source.Name;

    /// <summary>Pixels 0 … 255 are multiplied by it to become inputs.</summary>
    public double InputScale { get; }

    /// <summary>The number of its weights, biases included.</summary>
    public long WeightCount => (long)_network.Definition.WeightCount;

    /// <summary>What it multiplies for one image; exact for any size.</summary>
    internal Int128 Multiplications => _network.Definition.Multiplications;

    /// <summary>
    /// Reads a model file. Nothing in it is believed: shapes and names must be those of the network that its header describes.
    /// </summary>
    /// <param name="file">The content.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="SweeperException">It is not the file of a network.</exception>
    public static SavedNetwork Load(byte[] file, string name)
    {
        try
        {
            return new SavedNetwork(new SafetensorsReader(new MemoryStream(file)));
        }
        catch (Exception e) when (
            e is InvalidDataException or JsonException or FormatException or InvalidCastException or KeyNotFoundException
            or ArgumentException or InvalidOperationException or OverflowException or NullReferenceException)
        {
            // What the header says of hyperparameters was validated when it was written; damage to it can fail anywhere in
            // reading them.
            string what = e is InvalidDataException ? e.Message : "its header does not describe a network";
            throw new SweeperException(
                $"the model of {name} cannot be used: {what}; train the trial again, or put the file back from a copy",
                FailureKind.Environment,
                e);
        }
    }

    // images [count] → predictions [count], probabilities [count, classes]
    /// <inheritdoc cref="Classifier.Classify"/>
    /// <exception cref="SweeperException">The images have another size.</exception>
    public SubsetMetrics Classify(ImageSubset subset, Span<byte> predictions = default, Span<float> probabilities = default)
    {
        LabelledImages images = subset.Images;
        if (images.IsTable != Table is not null)
            throw new SweeperException(Table is null ? "the model reads images, and this is a table"
                : "the model reads the rows of a table, and these are images", FailureKind.Input);
        if (images.Shape != new FeatureShape(Height, Width, Channels))
        {
            throw new SweeperException(
                $"the images have {images.Shape.DescribeImage()}; the model reads "
                + $"{new FeatureShape(Height, Width, Channels).DescribeImage()}",
                FailureKind.Input);
        }

        return _classifier.Classify(Seen(subset), predictions, probabilities);
    }

    // rows [count] → predictions [count]
    /// <summary>Predicts the target of rows as their file has them, and measures how well where they have targets.</summary>
    /// <returns>The measures in the scale of training, where the target's deviation is 1; null where rows have no
    /// targets.</returns>
    /// <exception cref="SweeperException">The network tells classes apart.</exception>
    public SubsetMetrics? Predict(LabelledImages rows, Span<double> predictions)
    {
        if (Table is not { IsRegression: true } table)
            throw new SweeperException("the model tells classes apart and predicts no numbers", FailureKind.Input);
        float[] outputs = new float[rows.Count];
        bool hasTargets = !rows.Targets.IsEmpty;
        LabelledImages whole = hasTargets ? rows : LabelledImages.OfRows(
            rows.Width, rows.Numbers.ToArray(), rows.Labels.ToArray(), new double[rows.Count]);
        SubsetMetrics metrics = _classifier.Predict(Seen(new ImageSubset(whole)), outputs);
        for (int i = 0; i < outputs.Length; i++)
            predictions[i] = (outputs[i] * table.TargetDeviation) + table.TargetMean;
        return hasTargets ? metrics : null;
    }

    private ImageSubset Seen(ImageSubset subset) =>
        Table is null ? subset : new ImageSubset(Table.Standardize(subset.Images), subset.Indices.ToArray());

    /// <summary>How often it takes each class for which.</summary>
    public ConfusionMatrix Count(ReadOnlySpan<byte> predictions, ReadOnlySpan<byte> labels, string subset) =>
        ClassCounts.Of(predictions, labels, ClassNames, subset);

    /// <summary>The network in a form that anything can compute.</summary>
    public LayeredClassifier ToLayers() => new()
    {
        Width = Width,
        Height = Height,
        Channels = Channels,
        InputScale = InputScale,
        FillsFrame = FillsFrame,
        Classes = ClassNames,
        Output = NamedHyperparameter.NameOf(_values[HyperparameterNames.Output]),
        Layers = NetworkLayerFolding.Fold(_network, ActivationHyperparameter.NamesOf(_values[HyperparameterNames.Activation])),
    };

    /// <summary>Whether another network has the same tensors with the same bits.</summary>
    public bool HasSameWeights(SavedNetwork other) =>
        _network.Tensors.Length == other._network.Tensors.Length
        && _network.Tensors.Zip(other._network.Tensors).All(pair => pair.First.Name == pair.Second.Name
            && MemoryMarshal.AsBytes(pair.First.Values).SequenceEqual(MemoryMarshal.AsBytes(pair.Second.Values)));

    private static void CheckLayers(NetworkDefinition definition)
    {
        if (new LayerPlacement(definition.HiddenLayers).FirstWrong(definition.Input) is var (index, reason))
            throw new InvalidDataException(
                $"layer {index + 1} of its header is {LayerNotation.Write(definition.HiddenLayers[index])}, {reason}");
        if (definition.HiddenShapes.Prepend(definition.Input).Any(shape => shape.Count > Array.MaxLength / Classifier.Rows))
            throw new InvalidDataException("its header describes larger images or layers than can be computed");
    }

    private static HyperparameterValues ReadValues(string canonical)
    {
        HyperparameterValues values = HyperparameterValue.Parse(canonical) is MapValue map
            ? new HyperparameterValues(map.Entries)
            : throw new InvalidDataException("its header has no hyperparameters");

        // Those that came after the file was written were not there to do anything: they are off.
        return NetworkHyperparameters.Table.All.FirstOrDefault(
            d => values.Find(d.Name) is null && !d.IsOffByDefault) is { } missing
            ? throw new InvalidDataException($"its header has no hyperparameter {missing.Name}")
            : NetworkHyperparameters.Table.Complete(values);
    }

    private static ImmutableArray<string> ReadClassNames(SafetensorsReader file)
    {
        // Files of the first versions have the names with commas between them alone.
        string[]? names = file.Metadata.TryGetValue(ModelFile.ClassNames, out string? json)
            ? JsonSerializer.Deserialize<string[]>(json)
            : Text(file, "classes").Split(',');
        return names is { Length: >= 1 and <= 256 } && names.All(n => n is not null)
            ? [.. names]
            : throw new InvalidDataException("its header does not name its classes");
    }

    private static (int Width, int Height) ReadSize(SafetensorsReader file)
    {
        if (file.Metadata.ContainsKey(ModelFile.ImageWidth))
            return (WholeNumber(file, ModelFile.ImageWidth), WholeNumber(file, ModelFile.ImageHeight));
        int pixels = file.Tensors.FirstOrDefault(t => t.Name == "dense_1.weight")?.Shape[0] ?? 0;
        int side = (int)Math.Round(Math.Sqrt(pixels));
        return side > 0 && side * side == pixels
            ? (side, side)
            : throw new InvalidDataException("its header does not say how large its images are");
    }

    private Table? ReadTable(SafetensorsReader file)
    {
        if (!file.Metadata.TryGetValue(ModelFile.Table, out string? json))
            return null;
        Table? table = JsonSerializer.Deserialize<Table>(json);
        return table is { Target: not null } && !table.Columns.IsDefault && table.Columns.Length == Width && Height == 1
            && Channels == 1
            && !table.Means.IsDefault && table.Means.Length == Width && !table.Deviations.IsDefault
            && table.Deviations.Length == Width
            && table.Deviations.All(d => d > 0) && table.TargetDeviation > 0 && (!table.IsRegression || ClassNames.Length == 1)
            ? table
            : throw new InvalidDataException("its header does not describe the columns of its table");
    }

    // Files of the first versions are all of grey images.
    private static int ReadChannels(SafetensorsReader file)
    {
        double channels = file.Metadata.ContainsKey(ModelFile.ImageChannels) ? Number(file, ModelFile.ImageChannels) : 1;
        return channels is 1 or 3
            ? (int)channels
            : throw new InvalidDataException($"its {ModelFile.ImageChannels} cannot be right");
    }

    private static int WholeNumber(SafetensorsReader file, string key)
    {
        double number = Number(file, key);
        return number == Math.Truncate(number) ? (int)number : throw new InvalidDataException($"its {key} cannot be right");
    }

    private static double Number(SafetensorsReader file, string key)
    {
        double number = double.Parse(Text(file, key), NumberStyles.Float, CultureInfo.InvariantCulture);
        return number is > 0 and < 1e6 ? number : throw new InvalidDataException($"its {key} cannot be right");
    }

    private static string Text(SafetensorsReader file, string key) =>
        file.Metadata.TryGetValue(key, out string? text) ? text : throw new InvalidDataException($"its header has no '{key}'");
}
