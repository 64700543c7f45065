using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Experiments.Reading;

/// <summary>Finds out which distribution the long form of a hyperparameter means, and checks that its keys go with it.</summary>
internal sealed class DistributionKindReader(ValueReader values, Dialect dialect)
{
    private readonly ImmutableArray<DistributionKind> _kinds = DistributionKind.All(dialect);

    /// <summary>The distribution that a map names, or that its keys mean; null when it is wrong.</summary>
    public DistributionKind? Read(HyperparameterDefinition definition, MappingNode map)
    {
        int before = values.Errors.Count;
        string[] names = [.. _kinds.Select(k => k.Name)];
        if (map.Find("distribution") is not SyntaxNode node)
            return Check(definition, map, Implied(map));
        if (dialect == Dialect.Sweeper && node is ScalarNode scalar
            && DistributionKind.Refused.TryGetValue(scalar.Text, out string? reason))
            values.Errors.Add(node, $"distribution {scalar.Text} {reason}");
        string? name = values.Errors.Count == before ? values.Choice(node, $"{definition.Name}.distribution", names) : null;
        return name is null ? null : Check(definition, map, name);
    }

    // As the W&B format does it: whole bounds mean whole numbers.
    private static string? Implied(MappingNode map)
    {
        if (map.Find("value") is not null)
            return DistributionKind.Constant;
        if (map.Find("values") is not null)
            return DistributionKind.Categorical;
        if (map.Find("min") is null && map.Find("max") is null)
            return map.Find("mu") is null && map.Find("sigma") is null ? null : DistributionKind.Normal;
        bool isWhole = IsWhole(map.Find("min")) && IsWhole(map.Find("max"));
        return isWhole ? DistributionKind.IntUniform : DistributionKind.Uniform;
    }

    private static bool IsWhole(SyntaxNode? bound) => bound is null or ScalarNode { Kind: ScalarKind.Integer };

    private DistributionKind? Check(HyperparameterDefinition definition, MappingNode map, string? name)
    {
        if (name is null)
        {
            values.Errors.Add(
                map,
                $"{definition.Name} is {(map.Entries.IsEmpty ? "an empty map" : "a map without values")}; "
                + $"it must be {definition.Allowed}");
            return null;
        }

        DistributionKind kind = DistributionKind.Named(name);
        int before = values.Errors.Count;
        if (map.Find("value") is not null && map.Find("values") is SyntaxNode both)
            values.Errors.Add(both, $"{definition.Name} has both value and values; give one of them");
        else
            foreach (MappingEntry entry in map.Entries.Where(
                e => ExperimentKeys.LongForm(dialect).Contains(e.Name) && !Belongs(kind, e.Name)))
                values.Errors.Add(
                    entry.Key,
                    $"'{entry.Name}' in {definition.Name} does not go with distribution {kind.Name}, {Takes(kind, entry.Name)}");
        string first = kind.Keys[0];
        if (first is "value" or "values" && map.Find(first) is null)
            values.Errors.Add(map, $"{definition.Name} has no {first}; distribution {kind.Name} needs it");
        return values.Errors.Count == before ? kind : null;
    }

    private static bool Belongs(DistributionKind kind, string key) => key is "distribution" or "when" || kind.Keys.Contains(key);

    private string Takes(DistributionKind kind, string key)
    {
        string meant = _kinds.FirstOrDefault(k => k.Name == $"q_{kind.Name}") is { } quantized && key == "q"
            ? $"distribution: {quantized.Name}"
            : "the distribution that is meant";
        return $"which takes {string.Join(", ", kind.Keys)}; leave it out, or write {meant}";
    }
}
