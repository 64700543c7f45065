using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Storage.Files;

/// <summary>Keeps a copy of a database as it was before a newer version of Sweeper changed its tables.</summary>
internal static class DatabaseBackup
{
    /// <summary>
    /// Copies the database to <c>sweeper.v&lt;version&gt;.db</c> beside it, or to <c>sweeper.v&lt;version&gt;.2.db</c> and so on
    /// where copies of earlier upgrades are. The copy is on disk when this returns.
    /// </summary>
    /// <returns>The path of the copy.</returns>
    public static string Write(SqliteConnection connection, ResultsFolder folder, int version)
    {
        string backup = FreePath(folder, version);
        WholeFile.Make(backup, temporary =>
        {
            // What an earlier attempt left half done would make VACUUM INTO refuse.
            File.Delete(temporary);
            connection.Execute("VACUUM INTO @temporary", new { temporary });
        });
        return backup;
    }

    private static string FreePath(ResultsFolder folder, int version)
    {
        for (int copy = 1; ; copy++)
        {
            string suffix = copy == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $".{copy}");
            string path = Path.Combine(
                folder.Path, string.Create(CultureInfo.InvariantCulture, $"sweeper.v{version}{suffix}.db"));
            if (!File.Exists(path))
                return path;
        }
    }
}
