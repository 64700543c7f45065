using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Connections;

namespace Sweeper.Storage.Versions;

/// <summary>
/// The definitions of tables and indexes as a database holds them, compared with those that the migrations make. SQLite's own
/// checks take whatever definition it can parse, and a constraint with a damaged word would refuse the first row that is
/// written.
/// </summary>
internal static class SchemaText
{
    private const string Definitions =
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL";

    /// <summary>
    /// In words, the first definition that is not as it was made; null when all are. What else there is in the database is
    /// ignored.
    /// </summary>
    /// <param name="connection">The database.</param>
    /// <param name="version">Its version; one that these migrations do not make is not compared.</param>
    public static string? FindDamage(SqliteConnection connection, int version)
    {
        if (version < 1 || version > Migrations.All[^1].Version)
            return null;
        using SqliteConnection made = SqliteConnections.OpenMemory();
        foreach (Migration migration in Migrations.All.Where(m => m.Version <= version))
            made.Execute(migration.Sql);
        Dictionary<string, string> found = Read(connection).ToDictionary(d => d.Name, d => d.Sql, StringComparer.Ordinal);
        foreach ((string name, string sql) in Read(made))
        {
            if (!found.TryGetValue(name, out string? text))
                return $"its table or index {name} is missing";
            if (text != sql)
                return $"the definition of {name} is not the one that Sweeper wrote";
        }

        return null;
    }

    private static List<(string Name, string Sql)> Read(SqliteConnection connection)
    {
        using SqliteStatement statement = new(connection, Definitions);
        List<(string, string)> definitions = [];
        while (statement.Step())
            definitions.Add((statement.Text(0), statement.Text(1)));
        return definitions;
    }
}
