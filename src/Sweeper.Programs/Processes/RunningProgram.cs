namespace Sweeper.Programs.Processes;

/// <summary>Takes what a program writes, in pieces of any size.</summary>
/// <param name="isError">Whether it comes from its standard error.</param>
/// <param name="bytes">What it wrote; to be read before the call returns.</param>
public delegate void OutputHandler(bool isError, ReadOnlySpan<byte> bytes);

/// <summary>A program that was started, with all that it starts in turn. For one thread.</summary>
internal abstract class RunningProgram : IDisposable
{
    /// <summary>How it ended; null while it runs, or nobody has looked since.</summary>
    public ProgramEnd? End { get; protected set; }

    /// <summary>Whether nobody is left who could write to its output.</summary>
    public abstract bool IsOutputClosed { get; }

    /// <summary>Whether something that it started is there still, after it ended itself.</summary>
    public abstract bool HasDescendants { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="start">Which, and how.</param>
    /// <param name="guard">Sees to it that nothing is left of it.</param>
    /// <exception cref="ProgramStartException">It cannot be started.</exception>
    public static RunningProgram Start(ProgramStart start, ProgramGuard guard) =>
        OperatingSystem.IsWindows() ? new WindowsProgram(start) : PosixProgram.Start(start, guard);

    /// <summary>Hands over what it wrote, waiting for it or for its end, then looks whether it has ended.</summary>
    /// <param name="milliseconds">The longest wait.</param>
    /// <param name="output">Takes what it wrote.</param>
    public abstract void Wait(int milliseconds, OutputHandler output);

    /// <summary>Asks it, and all that it started, to end.</summary>
    public abstract void AskToEnd();

    /// <summary>Ends it, and all that it started, at once.</summary>
    public abstract void Kill();

    /// <summary>Gives its output free. It has ended, and nothing that it started is left.</summary>
    public abstract void Dispose();
}
