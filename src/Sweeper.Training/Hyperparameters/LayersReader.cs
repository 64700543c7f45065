using System.Collections.Immutable;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Training.Hyperparameters;

/// <summary>
/// Reads the layers of an architecture, each with the place where it is written, and records every one that is none.
/// </summary>
/// <param name="values">Reads single values and collects errors.</param>
/// <param name="name">The name of the hyperparameter.</param>
/// <param name="allowed">Completes "it must be" for all layers together.</param>
internal sealed class LayersReader(ValueReader values, string name, string allowed)
{
    /// <summary>Layers joined by hyphens or in a list; null when something is wrong with them.</summary>
    public ImmutableArray<(HiddenLayer Layer, SyntaxNode Node)>? Read(SyntaxNode node)
    {
        ImmutableArray<(HiddenLayer? Layer, SyntaxNode Node)> layers;
        switch (node)
        {
            case SequenceNode { Items.IsEmpty: false } list when Fits(list, list.Items.Length):
                layers = [.. list.Items.Select((item, i) => (ReadItem(item, NameOf(i)), item))];
                break;
            case ScalarNode { Kind: ScalarKind.Text or ScalarKind.Integer } scalar when Fits(
                scalar, scalar.Text.Count(c => c == '-') + 1):
                layers = [.. ReadText(scalar).Select(layer => (layer, node))];
                break;
            case SequenceNode { Items.IsEmpty: true }:
                values.Errors.Add(node, $"{name} is an empty list; it must be {allowed}");
                return null;
            default:
                if (node is not (SequenceNode or ScalarNode { Kind: ScalarKind.Text or ScalarKind.Integer }))
                    values.Refuse(node, name, allowed);
                return null;
        }

        return layers.Any(l => l.Layer is null) ? null : [.. layers.Select(l => (l.Layer!, l.Node))];
    }

    private bool Fits(SyntaxNode node, int count)
    {
        if (count > LayerNotation.MaximumLayers)
            values.Errors.Add(
                node, ErrorCollector.Text($"{name} has {count:N0} layers; at most {LayerNotation.MaximumLayers} are allowed"));
        return count <= LayerNotation.MaximumLayers;
    }

    private HiddenLayer? ReadItem(SyntaxNode item, string layer)
    {
        switch (item)
        {
            case ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float }:
                return values.Integer(item, layer, LayerNotation.Units) is long units ? new DenseHiddenLayer((int)units) : null;
            case ScalarNode { Kind: ScalarKind.Text } text when text.Text.Split('-') is { Length: > 1 } parts
                && parts.All(LayerNotation.IsLayer):
                values.Refuse(item, layer, "a single one: write each layer as an item of its own");
                return null;
            case ScalarNode { Kind: ScalarKind.Text } text:
                return ReadLayer(item, text.Text, layer, LayerNotation.Allowed, DescribedNode.Found(item));
            default:
                values.Refuse(item, layer, LayerNotation.Allowed);
                return null;
        }
    }

    private HiddenLayer?[] ReadText(ScalarNode scalar)
    {
        string[] parts = scalar.Text.Split('-');
        if (parts.Length > 1)
            return [.. parts.Select((part, i) => ReadLayer(
                scalar,
                part,
                NameOf(i),
                LayerNotation.Allowed,
                part.Length == 0 ? "empty" : $"'{DescribedNode.Printable(part)}'"))];
        string[] words = [ArchitectureHyperparameter.Linear];
        string hint = NearestName.To(scalar.Text, words) is string nearest ? $"; did you mean '{nearest}'?" : "";
        HiddenLayer? layer = ReadLayer(scalar, scalar.Text, name, allowed + hint, DescribedNode.Found(scalar));
        return [layer];
    }

    private HiddenLayer? ReadLayer(SyntaxNode node, string text, string layer, string allowedForm, string found)
    {
        HiddenLayer? read = LayerNotation.Read(text, allowedForm, out string complaint);
        if (read is null)
            values.Errors.Add(node, $"{layer} is {found}; {complaint}");
        return read;
    }

    private string NameOf(int index) => ErrorCollector.Text($"layer {index + 1} of {name}");
}
