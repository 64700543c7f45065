using System.Globalization;

namespace Sweeper.Experiments.Syntax;

/// <summary>Something to say about a place in an experiment file.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
/// <param name="Message">What was found, what is allowed, and what to do, without a full stop.</param>
public sealed record ExperimentError(string File, int Line, int Column, string Message)
{
    /// <summary>The command-line option in which it is; null when it is in the file.</summary>
    public string? Option { get; init; }

    /// <summary>
    /// <c>file:line:column: message</c>, as editors and terminals link it, or <c>--set key=value: message</c>.
    /// </summary>
    public override string ToString() =>
        Option is not null
            ? $"{Option}: {Message}"
            : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
