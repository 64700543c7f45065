using System.Collections.Immutable;

namespace Sweeper.Programs.CommandLines;

/// <summary>What starts one attempt of a trial.</summary>
public sealed record Invocation
{
    /// <summary>
    /// The program and its arguments, at least the program, to be given to the operating system as they are, through no
    /// shell.
    /// </summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>
    /// Variables that are added to those that Sweeper itself was started with, or replace them; of two of one name the last
    /// counts.
    /// </summary>
    public required ImmutableArray<KeyValuePair<string, string>> Environment { get; init; }

    /// <summary>
    /// Files that have to be there before the program starts: full paths and contents, to be written as UTF-8 without a
    /// byte order mark.
    /// </summary>
    public required ImmutableArray<KeyValuePair<string, string>> Files { get; init; }
}
