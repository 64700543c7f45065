namespace Sweeper.Storage.Views;

/// <summary>
/// Hands out the column names of one view. SQLite does not tell upper case from lower in them, so neither does this. Names are
/// asked for in the order in which they entered the database: what came first keeps its column whatever comes later.
/// </summary>
internal sealed class ColumnNames(IEnumerable<string> fixedColumns)
{
    private readonly HashSet<string> _taken = new(fixedColumns, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The column of a hyperparameter: its name, with <c>hyperparameter_</c> before it where a fixed column has that name. The
    /// same goes for <c>best_…</c> and <c>final_…</c>, which belong to metrics, those to come included.
    /// </summary>
    public string ForHyperparameter(string name)
    {
        bool looksLikeMetric = name.StartsWith("best_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("final_", StringComparison.OrdinalIgnoreCase);
        return Take(looksLikeMetric ? "hyperparameter_" + name : name, "hyperparameter_");
    }

    /// <summary>
    /// The column of a metric: <paramref name="qualifier"/> and its name, with <c>metric_</c> before them where a fixed column
    /// has that name.
    /// </summary>
    public string ForMetric(string qualifier, string name) => Take(qualifier + name, "metric_");

    /// <summary>A name as an identifier in SQL text.</summary>
    public static string Quote(string name) =>
        $"\"{name.Replace("\0", "\uFFFD", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private string Take(string wanted, string prefix)
    {
        if (_taken.Add(wanted))
            return wanted;
        string column = prefix + wanted;
        for (int i = 2; !_taken.Add(column); i++)
            column = $"{prefix}{wanted}_{i}";
        return column;
    }
}

/// <summary>A column of a view for a hyperparameter or a metric.</summary>
/// <param name="Id">The key of the name in its table of names.</param>
/// <param name="Column">The column's name, unique in its view.</param>
internal readonly record struct NamedColumn(long Id, string Column);
