using System.Collections.Frozen;
using System.Globalization;

namespace Sweeper.Programs.Processes;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">What it ended with, 0 … 255; null when a signal ended it, or nobody can tell.</param>
/// <param name="Signal">The signal that ended it; null when none did.</param>
public readonly record struct ProgramEnd(int? ExitCode, int? Signal)
{
    // Shells add the signal's number to it.
    private const int FirstSignalCode = 128;

    // Those that have one number on every system.
    private static readonly FrozenDictionary<int, string> SignalNames = new Dictionary<int, string>
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [5] = "SIGTRAP",
        [6] = "SIGABRT",
        [8] = "SIGFPE",
        [9] = "SIGKILL: often by the system, when memory runs out",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [14] = "SIGALRM",
        [15] = "SIGTERM",
    }.ToFrozenDictionary();

    /// <summary>Whether it ended with exit code 0.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>
    /// Whether a signal ended it by which processes are asked to end, or it says so by the exit code that shells give then.
    /// </summary>
    public bool IsByRequest => (Signal ?? ExitCode - FirstSignalCode) is 1 or 2 or 15;

    /// <summary>A sentence without a full stop, such as <c>exit code 3</c>.</summary>
    public override string ToString() => (ExitCode, Signal) switch
    {
        (int code, _) => string.Create(CultureInfo.InvariantCulture, $"exit code {code}"),
        (_, int signal) when SignalNames.TryGetValue(signal, out string? name) =>
            string.Create(CultureInfo.InvariantCulture, $"killed by signal {signal} ({name})"),
        (_, int signal) => string.Create(CultureInfo.InvariantCulture, $"killed by signal {signal}"),
        _ => "it ended, and another part of the system took note of how",
    };
}
