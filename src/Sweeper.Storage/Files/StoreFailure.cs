using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Files;

/// <summary>Puts what SQLite and the file system report into a line that names the cause and what to do.</summary>
internal static class StoreFailure
{
    private const int DiskFullOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullOnWindows = unchecked((int)0x80070027);

    /// <summary>The expected failure behind an exception of SQLite or the file system.</summary>
    public static SweeperException From(Exception cause, ResultsFolder folder) => cause switch
    {
        SweeperException expected => expected,
        SqliteException sqlite => new SweeperException(Describe(sqlite, folder), FailureKind.Environment, sqlite),
        IOException { HResult: DiskFullOnUnix or DiskFullOnWindows or HandleDiskFullOnWindows } =>
            new SweeperException(DiskFull(folder), FailureKind.Environment, cause),
        _ => new SweeperException(
            $"'{folder.Path}' cannot be written: {cause.Message.TrimEnd('.')}. Make it writable, or choose another folder with "
                + "--results.",
            FailureKind.Environment,
            cause),
    };

    public static SweeperException Damaged(string databasePath, string finding, Exception? cause = null) =>
        new(
            $"'{databasePath}' is damaged ({finding}) and was left as it is: restore a copy of it, or choose another folder "
                + "with --results.",
            FailureKind.Environment,
            cause);

    private static string Describe(SqliteException e, ResultsFolder folder)
    {
        string database = folder.DatabasePath;
        string detail = Detail(e);
        return e.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => DiskFull(folder),
            raw.SQLITE_IOERR when HasNoSpace(folder) => DiskFull(folder),
            raw.SQLITE_READONLY =>
                $"'{database}' cannot be written because the file, its folder or its disk is read-only: make it writable, or "
                    + "choose another folder with --results.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"'{database}' is locked by another program: close that program, then run the same command again to carry on.",
            raw.SQLITE_IOERR =>
                $"The disk that holds '{folder.Path}' reports an error ({detail}): check it, then run the same command again to "
                    + "carry on.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(database, detail).Message,
            raw.SQLITE_CANTOPEN =>
                $"'{database}' cannot be opened ({detail}): it must be a file, in a folder that may be written.",
            _ => $"'{database}' reports an error ({detail}): what was stored before is safe; run the same command again to "
                + "carry on.",
        };
    }

    // SQLite calls it an error of input and output when there is no room for the index of the log.
    private static bool HasNoSpace(ResultsFolder folder)
    {
        const long IndexBytes = 64 * 1024;
        try
        {
            return new DriveInfo(folder.Path).AvailableFreeSpace < IndexBytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static string DiskFull(ResultsFolder folder) =>
        $"The disk that holds '{folder.Path}' is full: free some space, then run the same command again to carry on.";

    /// <summary>SQLite's own words, without the frame that the ADO.NET provider puts around them.</summary>
    public static string Detail(SqliteException e)
    {
        int start = e.Message.IndexOf('\'', StringComparison.Ordinal);
        int end = e.Message.LastIndexOf('\'');
        return start >= 0 && end > start ? e.Message[(start + 1)..end].TrimEnd('.') : e.Message.TrimEnd('.');
    }
}
