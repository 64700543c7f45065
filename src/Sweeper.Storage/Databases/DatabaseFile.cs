using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Files;
using Sweeper.Storage.Versions;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Databases;

/// <summary>Decides whether a file is a database of Sweeper that this version can use, without changing a byte of it.</summary>
internal static class DatabaseFile
{
    private const int HeaderLength = 100;
    private const int UserVersionOffset = 60;
    private const int FreeListOffset = 32;
    private const int FreePagesOffset = 36;
    private const int ApplicationIdOffset = 68;

    /// <summary>The schema version of the database, or 0 when there is no file or nothing was ever stored in it.</summary>
    /// <param name="folder">The folder of the database.</param>
    /// <param name="newestVersion">The newest schema version that is understood.</param>
    /// <param name="scrutiny">Who asks, and how closely to look.</param>
    /// <exception cref="SweeperException">The file is something else, damaged, or of a newer version.</exception>
    public static int Check(ResultsFolder folder, int newestVersion, DatabaseScrutiny scrutiny)
    {
        string path = folder.DatabasePath;
        try
        {
            if (Directory.Exists(path))
                throw NoDatabase(path);
            if (!File.Exists(path))
                return 0;
            CheckHeader(path, newestVersion);

            // Whoever is about to write holds the run lock. Without a log, then, nobody writes and the file may be read as it
            // lies there, so that one which is refused gets no files beside it.
            bool isOwner = scrutiny != DatabaseScrutiny.Brief;
            using SqliteConnection connection = SqliteConnections.OpenReader(
                path, immutable: isOwner && !File.Exists(path + "-wal"));
            int version = Version(connection, path, newestVersion);
            string? finding = scrutiny == DatabaseScrutiny.Thorough
                ? FindFreeListDamage(path) ?? FindDamage(connection) ?? SchemaText.FindDamage(connection, version)
                ?? FindValueDamage(connection, version)
                : null;
            if (finding is not null)
                throw StoreFailure.Damaged(path, finding);
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
        int applicationId = SqliteStatement.Number(connection, "PRAGMA application_id");
        int version = SqliteStatement.Number(connection, "PRAGMA user_version");
        int objects = SqliteStatement.Number(connection, "SELECT count(*) FROM sqlite_master");
        if (applicationId == 0 && version == 0 && objects == 0)
            return 0;
        if (applicationId != Migrator.ApplicationId)
            throw Foreign(path);
        if (version > newestVersion)
            throw Newer(path, version, newestVersion);
        return version >= 1 ? version : throw StoreFailure.Damaged(path, "it has no schema version");
    }

    // SQLite itself would create files beside a database of another program or version merely to look at it.
    private static void CheckHeader(string path, int newestVersion)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        int length = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (length == 0)
            return;
        if (length < HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
            throw NoDatabase(path);

        // Zero may yet be ours: a database just created can have its first transaction in the write-ahead log alone.
        int applicationId = BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]);
        if (applicationId is not (0 or Migrator.ApplicationId))
            throw Foreign(path);
        int version = BinaryPrimitives.ReadInt32BigEndian(header[UserVersionOffset..]);
        if (applicationId == Migrator.ApplicationId && version > newestVersion)
            throw Newer(path, version, newestVersion);
    }

    // SQLite's own check passes over a count of free pages without any page of that kind, and the first row that needs a new
    // page then fails.
    private static string? FindFreeListDamage(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            return null;
        bool hasList = BinaryPrimitives.ReadInt32BigEndian(header[FreeListOffset..]) != 0;
        bool hasCount = BinaryPrimitives.ReadInt32BigEndian(header[FreePagesOffset..]) != 0;
        return hasList == hasCount ? null : "its list of free pages does not have as many as its header says";
    }

    /// <summary>Looks at every page, row and reference. In words, the first that is wrong; null when all are right.</summary>
    public static string? FindDamage(SqliteConnection connection)
    {
        using SqliteStatement check = new(connection, "PRAGMA integrity_check(1)");
        string finding = check.Step() ? check.Text(0) : "ok";
        if (finding != "ok")
            return finding.ReplaceLineEndings(" ");
        using SqliteStatement orphans = new(connection, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1");
        return orphans.Step() ? $"a row of {orphans.Text(0)} belongs to none that is there" : null;
    }

    private static string? FindValueDamage(SqliteConnection connection, int version)
    {
        if (version == 0)
            return null;

        // SQLite's check looks at the constraints of ordinary tables only, and this one has no row numbers.
        using SqliteStatement kinds = new(
            connection,
            "SELECT 1 FROM hyperparameter_values WHERE kind NOT IN ('text', 'number', 'boolean', 'list', 'map') LIMIT 1");
        return kinds.Step() ? "a hyperparameter has a value of no kind that there is" : FindTimeDamage(connection);
    }

    // Those that a run comes to when it has trained: that they cannot be read is to be told before.
    private static string? FindTimeDamage(SqliteConnection connection)
    {
        using SqliteStatement times = new(
            connection,
            """
            SELECT created_at FROM sweeps UNION ALL SELECT ended_at FROM sweeps UNION ALL SELECT started_at FROM environments
            UNION ALL SELECT started_at FROM trials UNION ALL SELECT ended_at FROM trials
            """);
        try
        {
            while (times.Step())
                StoredTime.ReadOrNull(times.TextOrNull(0));
            return null;
        }
        catch (FormatException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static SweeperException NoDatabase(string path) =>
        new(
            $"'{path}' is not a SQLite database and was left as it is: move it away, or choose another folder with --results.",
            FailureKind.Environment);

    private static SweeperException Newer(string path, int version, int newestVersion) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{path}' was written by a newer Sweeper (schema {version}; this one knows up to {newestVersion}): "
                + $"update Sweeper, or choose another folder with --results."),
            FailureKind.Environment);

    private static SweeperException Foreign(string path) =>
        new(
            $"'{path}' is the database of another program and was left as it is: move it away, "
            + $"or choose another folder with --results.",
            FailureKind.Environment);
}

/// <summary>How closely a database is looked at before it is used.</summary>
internal enum DatabaseScrutiny
{
    /// <summary>By a reader, beside whoever writes: its first page.</summary>
    Brief,

    /// <summary>
    /// By the holder of the run lock, who knows that no byte has changed since the last holder closed it: its first page.
    /// </summary>
    Sealed,

    /// <summary>By the holder of the run lock: every page, row and reference.</summary>
    Thorough,
}
