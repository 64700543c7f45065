namespace Sweeper.Experiments.Syntax;

/// <summary>What a document may be at most; checked while it is scanned, before anything is expanded.</summary>
internal static class SyntaxLimits
{
    /// <summary>UTF-8 bytes of text.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>Lists and maps inside one another.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Scalars, lists and maps, every alias counted as what it stands for.</summary>
    public const int MaximumNodes = 100_000;
}
