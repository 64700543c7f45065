using System.Globalization;

namespace Sweeper.Experiments.Syntax;

/// <summary>A place in a text; line and column count from 1, columns in UTF-16 units.</summary>
internal readonly record struct SourcePosition(int Line, int Column)
{
    public static SourcePosition Start { get; } = new(1, 1);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
