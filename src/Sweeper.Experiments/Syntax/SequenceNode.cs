using System.Collections.Immutable;

namespace Sweeper.Experiments.Syntax;

/// <summary>A list.</summary>
public sealed record SequenceNode : SyntaxNode
{
    public SequenceNode(ImmutableArray<SyntaxNode> items)
    {
        Items = items;
        Size = 1 + items.Sum(i => i.Size);
        Height = 1 + items.Select(i => i.Height).DefaultIfEmpty().Max();
    }

    public ImmutableArray<SyntaxNode> Items { get; }

    public override int Size { get; }

    public override int Height { get; }
}
