namespace Sweeper.Experiments.Syntax;

/// <summary>A value of a YAML document that knows where it was written. Aliases share the nodes they stand for.</summary>
public abstract record SyntaxNode
{
    /// <summary>Where the value begins; for an alias, where the alias does.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>
    /// The tag before it, such as <c>!!float</c>; null where there is none, or a dialect has taken it into account.
    /// </summary>
    public string? Tag { get; init; }

    /// <summary>The nodes in it with every alias written out, itself included.</summary>
    public abstract int Size { get; }

    /// <summary>The levels of lists and maps in it: 0 for a scalar.</summary>
    public abstract int Height { get; }
}
