using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweeper.Sweeps.Durability;

/// <summary>
/// Reads files that other programs made. What they leave may be a pipe, which .NET would wait for until somebody writes to it,
/// perhaps for ever.
/// </summary>
public static partial class RegularFile
{
    // O_NONBLOCK and O_CLOEXEC, of which macOS has numbers of its own. Regular files do not know the first.
    private static readonly int WithoutWaiting = OperatingSystem.IsMacOS() ? 0x1000004 : 0x80800;

    /// <summary>Opens a file for reading while others may write, rename and delete it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bufferSize">As of <see cref="FileStream"/>; 0 for none.</param>
    /// <exception cref="IOException">
    /// There is none, or it is a folder, a pipe, a socket or a device without an end; <see cref="Exception.HResult"/> is the
    /// error number where the system has one.
    /// </exception>
    public static FileStream OpenRead(string path, int bufferSize = 4096)
    {
        if (OperatingSystem.IsWindows())
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize);
        SafeFileHandle handle = Open(path, WithoutWaiting);
        if (handle.IsInvalid)
        {
            int error = Marshal.GetLastPInvokeError();
            handle.Dispose();
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'", error);
        }

        var stream = new FileStream(handle, FileAccess.Read, bufferSize);
        if (stream.CanSeek && !Directory.Exists(path))
            return stream;
        stream.Dispose();
        throw new IOException($"No regular file : '{path}'");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
