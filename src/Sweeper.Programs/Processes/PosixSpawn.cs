using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Sweeper.Programs.Processes;

/// <summary>
/// Starts processes as leaders of sessions of their own: no signal of the terminal comes to them, and their group has one
/// number.
/// </summary>
internal static class PosixSpawn
{
    private const int OpenReadOnly = 0;
    private const int OpenWriteOnly = 1;
    private const short DefaultSignals = 0x04;
    private const short SignalMask = 0x08;
    private const string Null = "/dev/null";
    private const int NotFound = 2;
    private const int NoExecutable = 8;

    // More than the C libraries need for what they keep in them.
    private const int StructureBytes = 1024;

    private static short NewSession => (short)(OperatingSystem.IsMacOS() ? 0x0400 : 0x80);

    /// <summary>Starts a process.</summary>
    /// <param name="file">The absolute path of the program.</param>
    /// <param name="arguments">Its name and its arguments.</param>
    /// <param name="variables">Variables besides those of this process, or in place of them.</param>
    /// <param name="folder">Where it runs; null for where this process does.</param>
    /// <param name="input">The descriptor of its standard input; null for an empty one.</param>
    /// <param name="output">That of its standard output; null for none.</param>
    /// <param name="error">That of its standard error; null for none.</param>
    /// <returns>Its number, which is that of its group and session, too.</returns>
    /// <exception cref="ProgramStartException">It cannot be started.</exception>
    public static int Start(
        string file,
        ImmutableArray<string> arguments,
        IEnumerable<KeyValuePair<string, string>> variables,
        string? folder,
        int? input,
        int? output,
        int? error)
    {
        nint memory = Marshal.AllocHGlobal(3 * StructureBytes);
        nint actions = memory, attributes = memory + StructureBytes, signals = attributes + StructureBytes;
        _ = PosixCalls.InitActions(actions);
        _ = PosixCalls.InitAttributes(attributes);
        try
        {
            SetAttributes(attributes, signals);
            AddStream(actions, 0, input, OpenReadOnly);
            AddStream(actions, 1, output, OpenWriteOnly);
            AddStream(actions, 2, error, OpenWriteOnly);
            if (folder is not null)
                _ = PosixCalls.AddChangeFolder(actions, folder);
            string?[] environment = [.. Environment(variables), null];
            int failure = PosixCalls.Spawn(out int id, file, actions, attributes, [.. arguments, null], environment);
            return failure == 0 ? id : throw Failure(file, failure);
        }
        finally
        {
            _ = PosixCalls.DestroyAttributes(attributes);
            _ = PosixCalls.DestroyActions(actions);
            Marshal.FreeHGlobal(memory);
        }
    }

    // .NET ignores some signals and blocks none; a program starts as if a shell had started it.
    private static void SetAttributes(nint attributes, nint signals)
    {
        _ = PosixCalls.AllSignals(signals);
        _ = PosixCalls.SetDefaultSignals(attributes, signals);
        _ = PosixCalls.NoSignals(signals);
        _ = PosixCalls.SetSignalMask(attributes, signals);
        _ = PosixCalls.SetFlags(attributes, (short)(DefaultSignals | SignalMask | NewSession));
    }

    private static void AddStream(nint actions, int descriptor, int? from, int flags) =>
        _ = from is int open
            ? PosixCalls.AddDuplicate(actions, open, descriptor)
            : PosixCalls.AddOpen(actions, descriptor, Null, flags, 0);

    private static IEnumerable<string> Environment(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            all[(string)variable.Key] = (string?)variable.Value ?? "";
        foreach ((string name, string value) in variables)
            all[name] = value;
        return all.Select(v => $"{v.Key}={v.Value}");
    }

    private static ProgramStartException Failure(string file, int error)
    {
        string reason = Marshal.GetPInvokeErrorMessage(error);
        return new ProgramStartException(error is NotFound or NoExecutable
            ? ProgramPath.Obstacle(file, error == NotFound, reason)
            : $"'{file}' cannot be started: {reason}");
    }
}
