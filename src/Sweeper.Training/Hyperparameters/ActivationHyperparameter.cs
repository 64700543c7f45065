using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Families;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>
/// The function of the hidden layers that have weights, which pooling has not: a name for all of them, or a list with a name for
/// each. A list directly under the hyperparameter is swept as every list is, so that one value with two layers is written
/// <c>[[relu, tanh]]</c>.
/// </summary>
public sealed class ActivationHyperparameter : HyperparameterDefinition
{
    private static readonly ImmutableArray<string> Names = [.. ActivationKind.All.Select(a => a.Name)];

    private static readonly TextValue Default = new(ActivationKind.Relu.Name);

    public override string Name => HyperparameterNames.Activation;

    public override string Description => "function of the hidden layers, or a list with one for each but pooling";

    public override string Allowed => ValueReader.OneOf(Names);

    public override string DefaultText => Default.Text;

    public override IReadOnlyList<string> ConflictsWith => [HyperparameterNames.Architecture];

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    /// <summary>The names in a value of this hyperparameter: one for all layers, or one for each.</summary>
    public static ImmutableArray<string> NamesOf(HyperparameterValue value) =>
        value is ListValue list ? [.. list.Items.Select(i => i.ToString())] : [value.ToString()];

    /// <summary>The functions in a value of this hyperparameter.</summary>
    internal static ImmutableArray<ActivationKind> KindsOf(HyperparameterValue value) =>
        [.. NamesOf(value).Select(n => ActivationKind.All.Named(n))];

    public override string? ConflictIn(HyperparameterValues values)
    {
        if (values[Name] is not ListValue list)
            return null;
        HyperparameterValue architecture = values[HyperparameterNames.Architecture];
        ImmutableArray<HiddenLayer> layers = ArchitectureHyperparameter.HiddenLayers(architecture);
        int weighted = layers.Count(l => l.HasWeights);
        if (list.Items.Length == weighted)
            return null;
        string given = Count(list.Items.Length, "function"), hidden = Count(weighted, "hidden layer") + (
            weighted == layers.Length ? "" : " besides pooling");
        string each = layers.All(l => l is DenseHiddenLayer) ? "layer" : "convolution and fully connected layer";
        return $"activation lists {given}, and architecture {architecture} has {hidden}; give one for each {each}, or a single "
            + "name";
    }

    public override JsonObject ValueSchema() =>
        SchemaParts.Any(SchemaParts.OneOf(Names), SchemaParts.List(SchemaParts.OneOf(Names)));

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context)
    {
        if (node is not SequenceNode list)
            return context.Values.Choice(node, Name, Names) is string name ? new TextValue(name) : null;
        if (list.Items.IsEmpty)
        {
            context.Values.Errors.Add(list, $"{Name} is an empty list; give one function for each hidden layer");
            return null;
        }

        string?[] names = [.. list.Items.Select(i => context.Values.Choice(i, $"a layer of {Name}", Names))];
        return names.Contains(null) ? null : new ListValue(names.Select(n => new TextValue(n!)));
    }

    private static string Count(int count, string noun) => ErrorCollector.Text($"{count} {noun}{(count == 1 ? "" : "s")}");
}
