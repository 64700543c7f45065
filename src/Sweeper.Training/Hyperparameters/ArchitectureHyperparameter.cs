using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Spaces;
using Sweeper.Training.Datasets;

namespace Sweeper.Training.Hyperparameters;

/// <summary>
/// The hidden layers, as <see cref="LayerNotation"/> writes them. <c>"128-64"</c>, <c>[128, 64]</c> and, where the dataset has
/// 784 inputs and 10 classes, <c>"784-128-64-10"</c> all become the text <c>128-64</c>; a network without a hidden layer is
/// <c>linear</c>.
/// </summary>
public sealed class ArchitectureHyperparameter : HyperparameterDefinition
{
    /// <summary>The value that stands for no hidden layer.</summary>
    public const string Linear = "linear";

    private static readonly TextValue Default = new("128");

    public override string Name => HyperparameterNames.Architecture;

    public override string Description => "hidden layers, first to last: units such as 128, "
        + "convolutions such as 32c3 (32 filters of 3×3; s2 for a stride, v for no zeros around), max pooling such as p2 (2×2)";

    public override string Allowed => "hidden layers such as 128, \"128-64\", [128, 64] or \"32c3-p2-64\", or linear for none";

    public override string DefaultText => Default.Text;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    /// <summary>The hidden layers of a value of this hyperparameter; empty for <c>linear</c>.</summary>
    /// <exception cref="FormatException">It is no value that was validated.</exception>
    public static ImmutableArray<HiddenLayer> HiddenLayers(HyperparameterValue value) => value.ToString() switch
    {
        Linear => [],
        string layers => LayerNotation.Parse(layers),
    };

    public override JsonObject ValueSchema()
    {
        JsonObject units = SchemaParts.Integer(LayerNotation.Units);
        return SchemaParts.Any(
            SchemaParts.Text($"^({Linear}|{LayerNotation.Pattern}(-{LayerNotation.Pattern})*)$"),
            units,
            SchemaParts.List(SchemaParts.Any(units.DeepClone(), SchemaParts.Text($"^{LayerNotation.Pattern}$"))));
    }

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text, Text: Linear })
            return new TextValue(Linear);
        if (new LayersReader(context.Values, Name, Allowed).Read(node) is not { } written)
            return null;
        DatasetSettings? dataset = NetworkContext.DatasetOf(context);
        ImmutableArray<HiddenLayer> all = [.. written.Select(w => w.Layer)];
        bool isFullForm = BeginsWithInputs(all, dataset?.InputCount) && dataset!.ClassCount is not null;
        if (isFullForm && all[^1] != new DenseHiddenLayer(dataset!.ClassCount!.Value))
        {
            context.Values.Errors.Add(written[^1].Node, WrongEnd(all, dataset));
            return null;
        }

        ImmutableArray<HiddenLayer> hidden = isFullForm ? all[1..^1] : all;
        int before = isFullForm ? 1 : 0;
        if (new LayerPlacement(hidden, before + 1).FirstWrong(dataset?.InputShape) is not var (index, reason))
            return new TextValue(Write(hidden));
        string hint = index == 1 && !isFullForm && all.Length > 2 && all[^1] is DenseHiddenLayer ? FullFormOf(dataset) : "";
        string message = ErrorCollector.Text(
            $"layer {before + index + 1} of {Name} is {LayerNotation.Write(hidden[index])}, {reason}{hint}");
        context.Values.Errors.Add(written[before + index].Node, message);
        return null;
    }

    /// <summary>The text of hidden layers, which is the value of this hyperparameter.</summary>
    internal static string Write(ImmutableArray<HiddenLayer> hidden) =>
        hidden.IsEmpty ? Linear : string.Join('-', hidden.Select(LayerNotation.Write));

    /// <summary>Whether layers begin with the number of inputs, and so are the full form, inputs and classes included.</summary>
    internal static bool BeginsWithInputs(ImmutableArray<HiddenLayer> layers, long? inputs) =>
        layers.Length >= 2 && layers[0] is DenseHiddenLayer first && first.Units == inputs;

    private string WrongEnd(ImmutableArray<HiddenLayer> all, DatasetSettings dataset) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} begins with {dataset.InputCount}, the inputs of {dataset.Name}, "
        + $"so it must end with {dataset.ClassCount}, the classes, and ends with {LayerNotation.Write(all[^1])}; "
        + $"as hidden layers these would be {dataset.InputCount}-{Write(all)}-{dataset.ClassCount}");

    // What comes before the first convolution may be meant for the inputs.
    private static string FullFormOf(DatasetSettings? dataset) => dataset switch
    {
        null => "",
        { InputCount: long inputs, ClassCount: int classes } =>
            ErrorCollector.Text($" (for the inputs and classes of {dataset.Name} it would be {inputs}-…-{classes})"),
        _ => " (without the inputs and classes, which only the files tell)",
    };
}
