using System.Buffers.Binary;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Databases;

/// <summary>Decides whether a file is a database of Sweeper that this version can use, without changing a byte of it.</summary>
internal static class DatabaseFile
{
    /// <summary>Marks the database as Sweeper's: <c>SWPR</c> in ASCII.</summary>
    public const int ApplicationId = 0x53575052;

    private const int HeaderLength = 100;
    private const int ApplicationIdOffset = 68;

    /// <summary>The schema version of the database, or 0 when there is no file or nothing was ever stored in it.</summary>
    /// <param name="folder">The folder of the database.</param>
    /// <param name="newestVersion">The newest schema version that is understood.</param>
    /// <param name="thorough">Whether to look at every page, as before writing, rather than at the first.</param>
    /// <exception cref="SweeperException">The file is something else, damaged, or of a newer version.</exception>
    public static int Check(ResultsFolder folder, int newestVersion, bool thorough)
    {
        string path = folder.DatabasePath;
        try
        {
            if (!File.Exists(path))
                return 0;
            CheckHeader(path);
            using SqliteConnection connection = SqliteConnections.OpenReader(path);
            int version = Version(connection, path, newestVersion);
            if (thorough)
                CheckPages(connection, path);
            return version;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            throw StoreFailure.Damaged(path, StoreFailure.Detail(e), e);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(e, folder);
        }
    }

    /// <summary>The schema version seen by an open connection; 0 when nothing was ever stored.</summary>
    /// <exception cref="SweeperException">The database belongs to another program or a newer version.</exception>
    public static int Version(SqliteConnection connection, string path, int newestVersion)
    {
        int applicationId = connection.QuerySingle<int>("PRAGMA application_id");
        int version = connection.QuerySingle<int>("PRAGMA user_version");
        int objects = connection.QuerySingle<int>("SELECT count(*) FROM sqlite_master");
        if (applicationId == 0 && version == 0 && objects == 0)
            return 0;
        if (applicationId != ApplicationId)
            throw Foreign(path);
        if (version > newestVersion)
        {
            throw new SweeperException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{path}' was written by a newer Sweeper (schema {version}; this one knows up to {newestVersion}): update Sweeper, or choose another folder with --results."),
                FailureKind.Environment);
        }

        return version >= 1 ? version : throw StoreFailure.Damaged(path, "it has no schema version");
    }

    // SQLite itself would create files beside a database of another program merely to look at it.
    private static void CheckHeader(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        int length = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (length == 0)
            return;
        if (length < HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
        {
            throw new SweeperException(
                $"'{path}' is not a SQLite database and was left as it is: move it away, or choose another folder with --results.",
                FailureKind.Environment);
        }

        // Zero may yet be ours: a database just created can have its first transaction in the write-ahead log alone.
        int applicationId = BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]);
        if (applicationId is not (0 or ApplicationId))
            throw Foreign(path);
    }

    private static void CheckPages(SqliteConnection connection, string path)
    {
        string finding = connection.QueryFirst<string>("PRAGMA quick_check(1)");
        if (finding != "ok")
            throw StoreFailure.Damaged(path, finding.ReplaceLineEndings(" "));
    }

    private static SweeperException Foreign(string path) =>
        new(
            $"'{path}' is the database of another program and was left as it is: move it away, or choose another folder with --results.",
            FailureKind.Environment);
}
