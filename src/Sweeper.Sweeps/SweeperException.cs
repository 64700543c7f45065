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
