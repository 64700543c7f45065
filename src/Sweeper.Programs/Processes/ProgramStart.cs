using System.Collections.Immutable;
using Sweeper.Sweeps;

namespace Sweeper.Programs.Processes;

/// <summary>What is to be started.</summary>
public sealed record ProgramStart
{
    /// <summary>
    /// The program, as a path or a name to look for on the PATH, and its arguments, which go to it as they are; at least one.
    /// </summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The folder in which it runs.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Variables that it has besides those of this process, or in place of them.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>A program that cannot be started.</summary>
/// <param name="message">Why, as a sentence without a full stop.</param>
public sealed class ProgramStartException(string message) : SweeperException(message, FailureKind.Input);
