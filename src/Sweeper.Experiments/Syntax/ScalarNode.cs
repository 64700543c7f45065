namespace Sweeper.Experiments.Syntax;

/// <summary>A single value: text, number, boolean or nothing.</summary>
public sealed record ScalarNode : SyntaxNode
{
    /// <summary>The text without quotes and with escapes resolved.</summary>
    public required string Text { get; init; }

    /// <summary>What the value is; anything in quotes is text.</summary>
    public required ScalarKind Kind { get; init; }

    public required bool IsQuoted { get; init; }

    public override int Size => 1;

    public override int Height => 0;
}
