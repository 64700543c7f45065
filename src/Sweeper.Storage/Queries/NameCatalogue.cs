using Dapper;
using Microsoft.Data.Sqlite;

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
        connection.Query<string>(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY name").AsList(),
        connection.Query<string>(
            """
            SELECT DISTINCT c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
            WHERE m.type IN ('table', 'view') ORDER BY c.name
            """).AsList());

    /// <summary>What to add to SQLite's message: the nearest name where it does not know one, otherwise nothing.</summary>
    public string Suggest(string message)
    {
        if (message.StartsWith(NoTable, StringComparison.Ordinal))
            return $"; the views are runs, epochs and leaderboard{Nearest(message[NoTable.Length..], _tables)}";
        return message.StartsWith(NoColumn, StringComparison.Ordinal) ? Nearest(message[NoColumn.Length..], _columns) : "";
    }

    private static string Nearest(string found, List<string> names)
    {
        string name = found[(found.LastIndexOf('.') + 1)..];
        string? nearest = names.MinBy(n => Distance(name, n));
        return nearest is not null && Distance(name, nearest) <= Math.Max(2, name.Length / 3) ? $"; did you mean '{nearest}'?" : "";
    }

    // Levenshtein's distance, one row of the table at a time.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
