namespace Sweeper.Sweeps;

/// <summary>
/// A trial that this machine cannot carry out, found before it began. It fails like any other, but says nothing about the next ones.
/// </summary>
/// <param name="message">Why, as a sentence without a full stop.</param>
public sealed class TrialRefusedException(string message) : SweeperException(message, FailureKind.Environment);
