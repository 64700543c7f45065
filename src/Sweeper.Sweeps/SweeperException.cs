namespace Sweeper.Sweeps;

/// <summary>
/// An expected failure: something the user or the machine can put right. Its message is one line that says what was
/// found, what is needed and what to do next; the command line prints it without a stack trace.
/// </summary>
/// <param name="message">The line shown to the user.</param>
/// <param name="kind">Whose side the cause is on; decides the exit code.</param>
/// <param name="inner">The exception behind it, shown with <c>--verbose</c>.</param>
public class SweeperException(string message, FailureKind kind, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whose side the cause is on.</summary>
    public FailureKind Kind { get; } = kind;
}

/// <summary>What kind of expected failure a <see cref="SweeperException"/> is.</summary>
public enum FailureKind
{
    /// <summary>The user's input is wrong: a file, an option, a name that does not exist.</summary>
    Input,

    /// <summary>The machine or its surroundings are: no data, no space, no permission, a lock held by another process.</summary>
    Environment,
}

/// <summary>
/// A trial that this machine cannot carry out, found before it began. It fails like any other, but says nothing about the next
/// ones.
/// </summary>
/// <param name="message">Why, as a sentence without a full stop.</param>
public sealed class TrialRefusedException(string message) : SweeperException(message, FailureKind.Environment);

/// <summary>A file that a trial wrote is no longer the one that it wrote.</summary>
/// <param name="message">Which, and what to do, as a sentence.</param>
public sealed class ChangedFileException(string message) : SweeperException(message, FailureKind.Environment);
