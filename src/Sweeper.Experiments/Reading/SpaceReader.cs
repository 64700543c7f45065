using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>
/// Reads maps of hyperparameters. A scalar is one value, a list is several, and a map with <c>value</c> or <c>values</c>
/// is the long form of either.
/// </summary>
/// <param name="kind">Whose hyperparameters they are.</param>
/// <param name="context">What their values are read against.</param>
/// <param name="place">Where the map stands.</param>
/// <param name="takesRanges">Whether values may come from ranges; otherwise all steps of one are listed.</param>
internal sealed class SpaceReader(ITrialKind kind, HyperparameterContext context, SpaceKind place, bool takesRanges)
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
            if (kind.Hyperparameters.Find(entry.Name) is { } definition)
                hyperparameters.Add(ReadHyperparameter(definition, entry.Value));
            else
                RefuseName(entry.Key);
        }

        return _errors.Count == before ? new DeclaredSpace(hyperparameters.ToImmutable()) : null;
    }

    private void RefuseName(ScalarNode key)
    {
        string[] names = [.. kind.Hyperparameters.All.Select(d => d.Name)];
        _errors.Add(
            key, $"unknown hyperparameter '{DescribedNode.Printable(key.Text)}'{_errors.Hint(key, names, "hyperparameter")}");
    }

    private DeclaredHyperparameter ReadHyperparameter(HyperparameterDefinition definition, SyntaxNode node) => node switch
    {
        SequenceNode list => new(definition, ReadList(definition, list)),
        MappingNode map when !definition.TakesMaps || IsLongForm(map) => ReadLongForm(definition, map),
        _ => new(definition, [.. ReadOne(definition, node)]),
    };

    private bool IsLongForm(MappingNode map) =>
        map.Entries.IsEmpty
        || map.Entries.Any(e => ExperimentKeys.LongForm(kind.Dialect).Contains(e.Name)
            || ExperimentKeys.RefusedInLongForm(kind.Dialect).ContainsKey(e.Name));

    private DeclaredHyperparameter ReadLongForm(HyperparameterDefinition definition, MappingNode map)
    {
        int before = _errors.Count;
        if (kind.Dialect == Dialect.Wandb && !IsLongForm(map))
        {
            string written =
                $"write {{value: {{…}}}} for a map that is one value, or {{parameters: {{…}}}} for hyperparameters inside it";
            _errors.Add(map, $"{definition.Name} is a map with none of value, values, min and max; {written}");
            return new DeclaredHyperparameter(definition, []);
        }

        MapReader.Open(
            map, definition.Name, LongFormExample, ExperimentKeys.LongForm(kind.Dialect),
            ExperimentKeys.RefusedInLongForm(kind.Dialect), _errors);
        if (_errors.Count > before)
            return new DeclaredHyperparameter(definition, []);
        return ReadLongValues(definition, map) with { When = ReadCondition(definition, map.Find("when")) };
    }

    private DeclaredHyperparameter ReadLongValues(HyperparameterDefinition definition, MappingNode map)
    {
        var nothing = new DeclaredHyperparameter(definition, []);
        if (new DistributionKindReader(context.Values, kind.Dialect).Read(definition, map) is not DistributionKind distribution)
            return nothing;
        if (distribution.Name == DistributionKind.Constant)
            return nothing with { Values = [.. ReadOne(definition, map.Find("value")!)] };
        if (!distribution.IsListed)
            return new DistributionReader(context, kind.Dialect).Read(definition, distribution, map) is { } read
                ? InGrid(read, map) : nothing;
        SyntaxNode values = map.Find("values")!;
        if (values is not SequenceNode list)
        {
            _errors.Add(values, $"values of {definition.Name} is {DescribedNode.Found(values)}; it must be a list");
            return nothing;
        }

        var listed = nothing with { Values = ReadList(definition, list) };
        return map.Find("probabilities") is SyntaxNode node
            ? new ProbabilitiesReader(context.Values, takesRanges).Read(listed, list, node)
            : listed;
    }

    // A grid tries every step of a range; cells that are given one by one cannot have ranges without steps either.
    private DeclaredHyperparameter InGrid(DeclaredHyperparameter read, MappingNode map)
    {
        if (takesRanges)
            return read;
        if (DistributionReader.Steps(read.Distribution!, kind.Dialect) is not IEnumerable<double> steps)
        {
            _errors.Add(
                map,
                $"{read.Name} is a continuous range, which a grid cannot list; give it steps with distribution: "
                + $"q_uniform and q, "
                + "list values: [...], or write method: random");
            return read;
        }

        double[] listed = [.. steps.Take(ExperimentCells.Maximum + 1)];
        if (listed.Length > ExperimentCells.Maximum)
            _errors.Add(
                map, ErrorCollector.Text($"{read.Name} has more than {ExperimentCells.Maximum:N0} steps; make them larger"));
        return read with { Values = [.. listed.Select(s => new DeclaredValue(new NumberValue(s), map))], Distribution = null };
    }

    private DeclaredCondition? ReadCondition(HyperparameterDefinition definition, SyntaxNode? node)
    {
        if (node is null)
            return null;
        if (place != SpaceKind.Parameters)
        {
            _errors.Add(node, $"when of {definition.Name} has no meaning here; write it under parameters");
            return null;
        }

        var reader = new SpaceReader(kind, context, SpaceKind.Condition, takesRanges: false);
        return reader.Read(node, $"when of {definition.Name}", kind.Examples.Condition) is { } space
            ? new DeclaredCondition((MappingNode)node, space)
            : null;
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
            else if (kind.Dialect == Dialect.Wandb)
                _errors.Note(
                    value.Node,
                    $"{definition.Name} has {value.Value} more than once, which counts once; "
                    + $"it is first given at {seen[value.Value]}");
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

/// <summary>Where a map of hyperparameters stands.</summary>
internal enum SpaceKind
{
    /// <summary>Under <c>parameters</c>.</summary>
    Parameters,

    /// <summary>An item of <c>include</c> or <c>exclude</c>.</summary>
    Cells,

    /// <summary>Under <c>when</c>.</summary>
    Condition,
}
