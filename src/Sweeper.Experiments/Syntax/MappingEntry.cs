namespace Sweeper.Experiments.Syntax;

/// <summary>A key of a map and its value.</summary>
public sealed record MappingEntry(ScalarNode Key, SyntaxNode Value)
{
    public string Name => Key.Text;
}
