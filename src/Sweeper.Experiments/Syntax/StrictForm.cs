namespace Sweeper.Experiments.Syntax;

/// <summary>Refuses tags and merge keys: a value is what it looks like.</summary>
internal sealed class StrictForm(ErrorCollector errors)
{
    /// <summary>The document without what was refused.</summary>
    public SyntaxNode Read(SyntaxNode node)
    {
        if (node.Tag is string tag)
            errors.Add(node, $"the tag '{DescribedNode.Printable(tag)}' is not allowed; write the value without it");
        return node switch
        {
            MappingNode map => new MappingNode([.. map.Entries.Where(Accepts).Select(e => e with { Value = Read(e.Value) })])
            {
                Position = map.Position,
            },
            SequenceNode list => new SequenceNode([.. list.Items.Select(Read)]) { Position = list.Position },
            _ => node,
        };
    }

    private bool Accepts(MappingEntry entry)
    {
        Read(entry.Key);
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
