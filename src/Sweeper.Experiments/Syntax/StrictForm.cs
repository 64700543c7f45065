namespace Sweeper.Experiments.Syntax;

/// <summary>Refuses tags, merge keys and repeated keys: a value is what it looks like.</summary>
internal sealed class StrictForm(ErrorCollector errors)
{
    /// <summary>The document without what was refused.</summary>
    public SyntaxNode Read(SyntaxNode node)
    {
        if (node.Tag is string tag)
            errors.Add(node, $"the tag '{DescribedNode.Printable(tag)}' is not allowed; write the value without it");
        return node switch
        {
            MappingNode map => ReadMap(map),
            SequenceNode list => new SequenceNode([.. list.Items.Select(Read)]) { Position = list.Position },
            _ => node,
        };
    }

    private MappingNode ReadMap(MappingNode map)
    {
        var keys = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        return new MappingNode([.. map.Entries.Where(e => Accepts(e, keys)).Select(e => e with { Value = Read(e.Value) })])
        {
            Position = map.Position,
        };
    }

    private bool Accepts(MappingEntry entry, Dictionary<string, SourcePosition> keys)
    {
        Read(entry.Key);
        if (!keys.TryAdd(entry.Name, entry.Key.Position))
        {
            string name = DescribedNode.Printable(entry.Name);
            errors.Add(entry.Key, $"the key '{name}' is repeated; it is first given at {keys[entry.Name]}");
            return false;
        }

        if (!MergeKey.Is(entry.Key))
            return true;
        errors.Add(entry.Key, "merge keys (<<) are not supported; write the keys out");
        return false;
    }
}

/// <summary>The key that takes the entries of other maps into its own.</summary>
internal static class MergeKey
{
    public static bool Is(ScalarNode key) => key is { Text: "<<", IsQuoted: false };
}
