using System.Runtime.InteropServices;

namespace Sweeper.Sweeps.Durability;

/// <summary>
/// Makes the entries of a folder survive a power loss: a renamed file is only safe once its folder is synced too. .NET opens
/// no handle on a folder, so this asks the C library. Windows journals renames itself and is left alone.
/// </summary>
public static partial class FolderSync
{
    private const int ReadOnly = 0;
    private const int Interrupted = 4;
    private const int InvalidArgument = 22;

    /// <summary>Has the entries of a folder written to the disk.</summary>
    /// <exception cref="IOException">
    /// The folder cannot be synced; <see cref="Exception.HResult"/> is the error number.
    /// </exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw Failure(folder);
        try
        {
            // A file system without a notion of syncing folders answers "invalid argument": nothing more can be done there.
            while (Sync(descriptor) != 0)
            {
                int error = Marshal.GetLastPInvokeError();
                if (error == InvalidArgument)
                    break;
                if (error != Interrupted)
                    throw Failure(folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{folder}'", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
