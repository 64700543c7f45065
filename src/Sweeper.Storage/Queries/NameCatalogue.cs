using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Storage.Queries;

/// <summary>The tables, views and columns there are, for the sake of whoever mistypes one.</summary>
internal sealed class NameCatalogue
{
    private const string NoColumn = "no such column: ";
    private const string NoTable = "no such table: ";

    private readonly List<string> _tables;
    private readonly List<(string Name, string Table)> _columns;

    private NameCatalogue(List<string> tables, List<(string Name, string Table)> columns)
    {
        _tables = tables;
        _columns = columns;
    }

    public static NameCatalogue Read(SqliteConnection connection) => new(
        connection.Query<string>(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY name").AsList(),
        connection.Query<(string Name, string Table)>(
            """
            SELECT c.name, m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
            WHERE m.type IN ('table', 'view') ORDER BY c.name, m.type DESC, m.name
            """).AsList());

    /// <summary>What to add to SQLite's message: the nearest name where it does not know one, otherwise nothing.</summary>
    public string Suggest(string message)
    {
        if (message.StartsWith(NoTable, StringComparison.Ordinal))
            return $"; the views are runs, epochs, leaderboard and pruning{Nearest(message[NoTable.Length..], _tables)}";
        return message.StartsWith(NoColumn, StringComparison.Ordinal) ? Column(message[NoColumn.Length..]) : "";
    }

    // A column that there is, only not where it was looked for, is no slip of the fingers.
    private string Column(string found)
    {
        string name = found[(found.LastIndexOf('.') + 1)..];
        string[] tables = [.. _columns.Where(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(c => c.Table)];
        return tables.Length > 0
            ? $"; it is a column of {string.Join(", ", tables)}"
            : Nearest(name, [.. _columns.Select(c => c.Name).Distinct()]);
    }

    private static string Nearest(string found, IReadOnlyCollection<string> names) =>
        NearestName.To(found[(found.LastIndexOf('.') + 1)..], names) is string nearest ? $"; did you mean '{nearest}'?" : "";
}
