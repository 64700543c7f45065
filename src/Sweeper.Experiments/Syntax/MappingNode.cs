using System.Collections.Immutable;

namespace Sweeper.Experiments.Syntax;

/// <summary>A map; its keys are scalars and differ.</summary>
public sealed record MappingNode : SyntaxNode
{
    public MappingNode(ImmutableArray<MappingEntry> entries)
    {
        Entries = entries;
        Size = 1 + entries.Sum(e => 1 + e.Value.Size);
        Height = 1 + entries.Select(e => e.Value.Height).DefaultIfEmpty().Max();
    }

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<MappingEntry> Entries { get; }

    public override int Size { get; }

    public override int Height { get; }

    /// <summary>The value of a key, or null when the map has no such key.</summary>
    public SyntaxNode? Find(string key) => Entries.FirstOrDefault(e => e.Name == key)?.Value;
}
