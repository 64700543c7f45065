using System.Globalization;

namespace Sweeper.Experiments.Syntax;

/// <summary>A place in a text; line and column count from 1, columns in UTF-16 units.</summary>
public readonly record struct SourcePosition(int Line, int Column)
{
    public static SourcePosition Start { get; } = new(1, 1);

    /// <summary>The command-line option that the text comes from, such as <c>--set epochs=3</c>; null for the file.</summary>
    public string? Option { get; init; }

    /// <summary>The place of everything that an option of the command line gives.</summary>
    public static SourcePosition Of(string option) => new(0, 0) { Option = option };

    public override string ToString() => Option ?? string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
