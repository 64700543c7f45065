namespace Sweeper.Experiments.Syntax;

/// <summary>A single value: text, number, boolean or nothing.</summary>
public sealed record ScalarNode : SyntaxNode
{
    /// <summary>The text without quotes and with escapes resolved.</summary>
    public required string Text { get; init; }

    /// <summary>What the value is; anything in quotes is text.</summary>
    public required ScalarKind Kind { get; init; }

    public required bool IsQuoted { get; init; }

    /// <summary>
    /// How the file spells the value where <see cref="Text"/> is another spelling of it: <c>yes</c> for true; null otherwise.
    /// </summary>
    public string? Spelling { get; init; }

    /// <summary>The value as the file spells it, for whoever takes any scalar as text.</summary>
    public string Written => Spelling ?? Text;

    public override int Size => 1;

    public override int Height => 0;
}
