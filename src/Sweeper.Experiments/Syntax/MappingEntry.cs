using System.Collections.Immutable;

namespace Sweeper.Experiments.Syntax;

/// <summary>A key of a map and its value.</summary>
public sealed record MappingEntry(ScalarNode Key, SyntaxNode Value)
{
    public string Name => Key.Text;

    /// <summary>
    /// The keys under which it stood where it was taken out of maps inside this one, the outermost first and its own last; empty
    /// where it was not.
    /// </summary>
    public ImmutableArray<string> Path { get; init; } = [];
}
