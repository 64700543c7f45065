using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>
/// Reads maps of hyperparameters. A scalar is one value, a list is several, and a map with <c>value</c> or <c>values</c>
/// is the long form of either.
/// </summary>
internal sealed class SpaceReader(HyperparameterContext context)
{
    private const string LongFormExample = "{values: [0.1, 0.2]}";

    private readonly ErrorCollector _errors = context.Values.Errors;

    /// <summary>
    /// The hyperparameters of a map, or null when something in it is wrong. <paramref name="name"/> is what messages call
    /// the map, and <paramref name="example"/> how one is written.
    /// </summary>
    public DeclaredSpace? Read(SyntaxNode node, string name, string example)
    {
        if (node is not MappingNode map)
        {
            _errors.Add(node, $"{name} is {DescribedNode.Found(node)}; it must be a map such as {example}");
            return null;
        }

        int before = _errors.Count;
        if (map.Entries.IsEmpty)
            _errors.Add(map, $"{name} is empty; it must name at least one hyperparameter, as in {example}");
        var hyperparameters = ImmutableArray.CreateBuilder<DeclaredHyperparameter>();
        foreach (MappingEntry entry in map.Entries)
        {
            if (NetworkHyperparameters.Find(entry.Name) is { } definition)
                hyperparameters.Add(new DeclaredHyperparameter(definition, ReadValues(definition, entry.Value)));
            else
                RefuseName(entry.Key);
        }

        return _errors.Count == before ? new DeclaredSpace(hyperparameters.ToImmutable()) : null;
    }

    private void RefuseName(ScalarNode key)
    {
        string[] names = [.. NetworkHyperparameters.All.Select(d => d.Name)];
        _errors.Add(
            key, $"unknown hyperparameter '{DescribedNode.Printable(key.Text)}'{NearestName.Hint(key.Text, names, "hyperparameter")}");
    }

    private ImmutableArray<DeclaredValue> ReadValues(HyperparameterDefinition definition, SyntaxNode node) => node switch
    {
        SequenceNode list => ReadList(definition, list),
        MappingNode map when !definition.TakesMaps || IsLongForm(map) => ReadLongForm(definition, map),
        _ => [.. ReadOne(definition, node)],
    };

    private static bool IsLongForm(MappingNode map) =>
        map.Entries.IsEmpty
        || map.Entries.Any(e => ExperimentKeys.LongForm.Contains(e.Name) || ExperimentKeys.RefusedInLongForm.ContainsKey(e.Name));

    private ImmutableArray<DeclaredValue> ReadLongForm(HyperparameterDefinition definition, MappingNode map)
    {
        int before = _errors.Count;
        var reader = MapReader.Open(
            map, definition.Name, LongFormExample, ExperimentKeys.LongForm, ExperimentKeys.RefusedInLongForm, _errors);
        SyntaxNode? value = reader?.Find("value");
        SyntaxNode? values = reader?.Find("values");
        if (value is not null && values is not null)
            _errors.Add(values, $"{definition.Name} has both value and values; give one of them");
        if (value is not null)
            return [.. ReadOne(definition, value)];
        if (values is SequenceNode list)
            return ReadList(definition, list);
        if (values is not null)
            _errors.Add(values, $"values of {definition.Name} is {DescribedNode.Found(values)}; it must be a list");
        else if (_errors.Count == before)
            _errors.Add(map, $"{definition.Name} is an empty map; it must be {definition.Allowed}");
        return [];
    }

    private ImmutableArray<DeclaredValue> ReadList(HyperparameterDefinition definition, SequenceNode list)
    {
        if (list.Items.IsEmpty)
            _errors.Add(list, $"{definition.Name} is an empty list; give it at least one value");

        var values = ImmutableArray.CreateBuilder<DeclaredValue>(list.Items.Length);
        var seen = new Dictionary<HyperparameterValue, SourcePosition>();
        foreach (DeclaredValue value in list.Items.SelectMany(i => ReadOne(definition, i)))
        {
            if (seen.TryAdd(value.Value, value.Node.Position))
                values.Add(value);
            else
                _errors.Add(value.Node, $"{definition.Name} has {value.Value} twice; it is first given at {seen[value.Value]}");
        }

        return values.ToImmutable();
    }

    private IEnumerable<DeclaredValue> ReadOne(HyperparameterDefinition definition, SyntaxNode node)
    {
        if (definition.Read(node, context) is { } value)
            yield return new DeclaredValue(value, node);
    }
}
