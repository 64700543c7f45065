using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Files;
using Sweeper.Storage.Views;

namespace Sweeper.Storage.Versions;

/// <summary>Brings a database to the newest schema, keeping a copy of what it was.</summary>
/// <param name="migrations">Every step from an empty database, in order.</param>
internal sealed class Migrator(ImmutableArray<Migration> migrations)
{
    /// <summary>Marks a database as Sweeper's: <c>SWPR</c> in ASCII.</summary>
    public const int ApplicationId = 0x53575052;

    /// <summary>The version that <see cref="Migrate"/> arrives at.</summary>
    public int NewestVersion => migrations[^1].Version;

    /// <summary>
    /// Applies the steps that are missing and renews the views, all in one transaction. A database that holds anything is
    /// copied first, to <c>sweeper.v&lt;version&gt;.db</c> beside it; when a step fails, the database stays as it was and the
    /// copy goes again.
    /// </summary>
    /// <param name="connection">The writing connection.</param>
    /// <param name="folder">The folder of the database.</param>
    /// <param name="version">The version of the database as it is; 0 when it is empty.</param>
    /// <returns>The path of the copy; null when none was needed.</returns>
    public string? Migrate(SqliteConnection connection, ResultsFolder folder, int version)
    {
        if (version == NewestVersion)
            return null;
        string? backup = version > 0 ? DatabaseBackup.Write(connection, folder, version) : null;
        try
        {
            Apply(connection, version);
            return backup;
        }
        catch
        {
            if (backup is not null)
                File.Delete(backup);
            throw;
        }
    }

    /// <summary>Applies the steps that are missing, without a copy.</summary>
    public void Apply(SqliteConnection connection, int version)
    {
        connection.Execute("BEGIN IMMEDIATE");
        foreach (Migration migration in migrations.Where(m => m.Version > version))
            connection.Execute(migration.Sql);

        // A pragma takes no bound parameter; both numbers are ours.
        connection.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {NewestVersion};"));
        ViewDefinitions.Renew(connection);
        SqliteConnections.Commit(connection);
    }
}
