namespace Sweeper.Experiments.Syntax;

/// <summary>The text cannot be read any further.</summary>
internal sealed class SyntaxException(SourcePosition position, string message) : Exception(message)
{
    public SourcePosition Position { get; } = position;
}
