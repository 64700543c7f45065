using Microsoft.Data.Sqlite;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Storage.Queries;

/// <summary>The tables, views and columns there are, for the sake of whoever mistypes one.</summary>
internal sealed class NameCatalogue
{
    private const string NoColumn = "no such column: ";
    private const string NoTable = "no such table: ";

    private readonly List<string> _tables;
    private readonly List<string> _columns;

    private NameCatalogue(List<string> tables, List<string> columns)
    {
        _tables = tables;
        _columns = columns;
    }

    public static NameCatalogue Read(SqliteConnection connection) => new(
        SqliteStatement.Texts(
            connection,
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY name"),
        SqliteStatement.Texts(
            connection,
            """
            SELECT DISTINCT c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
            WHERE m.type IN ('table', 'view') ORDER BY c.name
            """));

    /// <summary>What to add to SQLite's message: the nearest name where it does not know one, otherwise nothing.</summary>
    public string Suggest(string message)
    {
        if (message.StartsWith(NoTable, StringComparison.Ordinal))
            return $"; the views are runs, epochs, leaderboard and pruning{Nearest(message[NoTable.Length..], _tables)}";
        return message.StartsWith(NoColumn, StringComparison.Ordinal) ? Nearest(message[NoColumn.Length..], _columns) : "";
    }

    private static string Nearest(string found, List<string> names) =>
        NearestName.To(found[(found.LastIndexOf('.') + 1)..], names) is string nearest ? $"; did you mean '{nearest}'?" : "";
}
