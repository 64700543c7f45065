using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Sweeper.Cli.Terminals;

/// <summary>
/// The streams that this process was started with. Where one was closed, its number is given to the next file that is opened: a
/// pipe of the runtime, or a database. Nothing that is meant for the stream may reach that file.
/// </summary>
internal static partial class StandardStreams
{
    private const int OutputNumber = 1;
    private const int ErrorNumber = 2;
    private const int GetFlags = 1;
    private const int ClosedOnStart = 1;
    private const int BufferBytes = 1 << 16;

    private static readonly List<SafeFileHandle> Fillers = [];

    /// <summary>Sees which streams there are, and takes the numbers of the others where they are still free.</summary>
    public static void Claim()
    {
        if (OperatingSystem.IsWindows())
            return;
        for (int number = 0; number <= ErrorNumber; number++)
        {
            // The lowest free number is given out first.
            if (Control(number, GetFlags) < 0)
                Fillers.Add(File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
        }

        if (!IsInherited(OutputNumber))
            Console.SetOut(new ClosedWriter());
        else if (Console.IsOutputRedirected)
            Console.SetOut(InWholePieces(Console.OpenStandardOutput()));
        if (!IsInherited(ErrorNumber))
            Console.SetError(new ClosedWriter());
    }

    // The console's own writer has room for 256 bytes, and long lists come in pieces of many more.
    private static StreamWriter InWholePieces(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferBytes) { AutoFlush = true };

    // What another process hands over is never marked as to be closed when a program starts, and all that .NET opens is.
    private static bool IsInherited(int number) =>
        Control(number, GetFlags) is int flags and >= 0 && (flags & ClosedOnStart) == 0;

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command);
}

/// <summary>A stream that the process was started without.</summary>
internal sealed class ClosedWriter() : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("It is closed");
}
