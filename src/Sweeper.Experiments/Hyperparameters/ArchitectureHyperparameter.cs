using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Datasets;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>
/// The sizes of the hidden layers. <c>"128-64"</c>, <c>[128, 64]</c> and, where the dataset has 784 inputs and 10 classes,
/// <c>"784-128-64-10"</c> all become the text <c>128-64</c>; a network without a hidden layer is <c>linear</c>.
/// </summary>
public sealed class ArchitectureHyperparameter : HyperparameterDefinition
{
    /// <summary>The value that stands for no hidden layer.</summary>
    public const string Linear = "linear";

    private const int MaximumLayers = 100;

    private static readonly NumberRange SizeRange = new(1, 1_000_000_000);
    private static readonly TextValue Default = new("128");

    public override string Name => HyperparameterNames.Architecture;

    public override string Description => "sizes of the hidden layers, first to last";

    public override string Allowed => "hidden layer sizes such as 128, \"128-64\" or [128, 64], or linear for none";

    public override string DefaultText => Default.Text;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    /// <summary>The hidden layers of a value of this hyperparameter; empty for <c>linear</c>.</summary>
    public static ImmutableArray<HiddenLayer> HiddenLayers(HyperparameterValue value) => value.ToString() switch
    {
        Linear => [],
        string layers => LayerNotation.Parse(layers),
    };

    internal override JsonObject ValueSchema() => SchemaParts.Any(
        new JsonObject { ["type"] = "string", ["pattern"] = "^(linear|[0-9]+(-[0-9]+)*)$" },
        SchemaParts.Integer(SizeRange),
        SchemaParts.List(SchemaParts.Integer(SizeRange)));

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text, Text: Linear })
            return new TextValue(Linear);
        ImmutableArray<int>? sizes = node switch
        {
            SequenceNode list => ReadList(list, context),
            ScalarNode { Kind: ScalarKind.Text or ScalarKind.Integer } scalar => ReadText(scalar, context),
            _ => Refuse(node, context),
        };
        return sizes is { } read ? Normalise(read, context.Dataset) : null;
    }

    private ImmutableArray<int>? ReadList(SequenceNode list, HyperparameterContext context)
    {
        if (list.Items.IsEmpty)
        {
            context.Values.Errors.Add(list, $"{Name} is an empty list; it must be {Allowed}");
            return null;
        }

        long?[] sizes = [.. list.Items.Select(i => context.Values.Integer(i, "a layer size", SizeRange))];
        return sizes.Contains(null) ? null : CheckLength(list, [.. sizes.Select(s => (int)s!.Value)], context);
    }

    private ImmutableArray<int>? ReadText(ScalarNode scalar, HyperparameterContext context)
    {
        var sizes = ImmutableArray.CreateBuilder<int>();
        foreach (string part in scalar.Text.Split('-'))
        {
            if (part.Length == 0 || !part.All(char.IsAsciiDigit))
                return Refuse(scalar, context);
            if (!double.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out double size) || !SizeRange.Contains(size))
            {
                context.Values.Errors.Add(
                    scalar,
                    $"a layer size of {Name} is {DescribedNode.Printable(part)}; it must be {SizeRange.Text}");
                return null;
            }

            sizes.Add((int)size);
        }

        return CheckLength(scalar, sizes.ToImmutable(), context);
    }

    private ImmutableArray<int>? CheckLength(SyntaxNode node, ImmutableArray<int> sizes, HyperparameterContext context)
    {
        if (sizes.Length <= MaximumLayers)
            return sizes;
        context.Values.Errors.Add(
            node,
            ErrorCollector.Text($"{Name} has {sizes.Length:N0} layers; at most {MaximumLayers} are allowed"));
        return null;
    }

    private ImmutableArray<int>? Refuse(SyntaxNode node, HyperparameterContext context)
    {
        context.Values.Refuse(node, Name, Allowed);
        return null;
    }

    private static TextValue Normalise(ImmutableArray<int> sizes, DatasetSettings? dataset)
    {
        bool isFullForm = sizes.Length >= 2 && sizes[0] == dataset?.InputCount && sizes[^1] == dataset.ClassCount;
        ImmutableArray<int> hidden = isFullForm ? sizes[1..^1] : sizes;
        return new TextValue(hidden.IsEmpty ? Linear : string.Join('-', hidden.Select(s => s.ToString(CultureInfo.InvariantCulture))));
    }
}
