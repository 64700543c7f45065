using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Files;
using Sweeper.Storage.Views;

namespace Sweeper.Storage.Databases;

/// <summary>Brings a database to the newest schema, keeping a copy of what it was.</summary>
/// <param name="migrations">Every step from an empty database, in order.</param>
internal sealed class Migrator(ImmutableArray<Migration> migrations)
{
    /// <summary>The version that <see cref="Migrate"/> arrives at.</summary>
    public int NewestVersion => migrations[^1].Version;

    /// <summary>
    /// Applies the steps that are missing and renews the views, all in one transaction. A database that holds anything is
    /// copied first, to <c>sweeper.v&lt;version&gt;.db</c> beside it.
    /// </summary>
    /// <param name="connection">The writing connection.</param>
    /// <param name="folder">The folder of the database.</param>
    /// <param name="version">The version of the database as it is; 0 when it is empty.</param>
    public void Migrate(SqliteConnection connection, ResultsFolder folder, int version)
    {
        if (version == NewestVersion)
            return;
        if (version > 0)
            BackUp(connection, folder, version);
        connection.Execute("BEGIN IMMEDIATE");
        foreach (Migration migration in migrations.Where(m => m.Version > version))
            connection.Execute(migration.Sql);

        // A pragma takes no bound parameter; both numbers are ours.
        connection.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA application_id = {DatabaseFile.ApplicationId}; PRAGMA user_version = {NewestVersion};"));
        ViewDefinitions.Renew(connection);
        connection.Execute("COMMIT TRANSACTION");
    }

    private static void BackUp(SqliteConnection connection, ResultsFolder folder, int version)
    {
        string backup = Path.Combine(folder.Path, string.Create(CultureInfo.InvariantCulture, $"sweeper.v{version}.db"));
        string temporary = backup + ".tmp";

        // What an earlier attempt left half done would make VACUUM INTO refuse.
        File.Delete(temporary);
        connection.Execute("VACUUM INTO @temporary", new { temporary });
        File.Move(temporary, backup, overwrite: true);
        FolderSync.Flush(folder.Path);
    }
}
