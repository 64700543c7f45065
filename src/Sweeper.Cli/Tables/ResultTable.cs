using Sweeper.Sweeps;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Cli.Tables;

/// <summary>A list that a command prints: columns, and rows of as many values.</summary>
/// <param name="Columns">At least one.</param>
/// <param name="Rows">
/// Each value is null, a string, a bool, a whole number, a double, bytes, or a list or map of a hyperparameter.
/// </param>
internal sealed record ResultTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>The row that stands out in the table, by index; null when none does.</summary>
    public int? MarkedRow { get; init; }

    /// <summary>What a drawn table says below its rows; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The table with some of its columns, in the order given.</summary>
    /// <exception cref="SweeperException">There is no column of a name.</exception>
    public ResultTable WithColumns(IEnumerable<string> names)
    {
        int[] columns = [.. names.Select(ColumnOf)];
        return this with { Columns = [.. columns.Select(c => Columns[c])],
            Rows = [.. Rows.Select(r => columns.Select(c => r[c]).ToArray())] };
    }

    /// <summary>The place of a column; that in another case, where none has the name as it is.</summary>
    /// <exception cref="SweeperException">There is no column of that name.</exception>
    public int ColumnOf(string name)
    {
        foreach (StringComparison comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            for (int i = 0; i < Columns.Count; i++)
            {
                if (Columns[i].Name.Equals(name, comparison))
                    return i;
            }
        }

        throw new SweeperException(
            $"there is no column '{name}'{NearestName.Hint(name, [.. Columns.Select(c => c.Name)], "column")}",
            FailureKind.Input);
    }

    /// <summary>Whether a column holds numbers only, and at least one.</summary>
    public bool IsNumeric(int column) =>
        Rows.Any(r => r[column] is not null) && Rows.All(r => r[column] is null or double or long or int);

    /// <summary>The first rows.</summary>
    public ResultTable Top(int count) =>
        this with { Rows = [.. Rows.Take(count)], MarkedRow = MarkedRow < count ? MarkedRow : null };

    /// <summary>The rows in the order of a column; missing values last, numbers before text, equal rows as they were.</summary>
    public ResultTable SortedBy(int column, bool descending)
    {
        var comparer = Comparer<object?>.Create((a, b) => Compare(a, b, descending));
        object?[]? marked = MarkedRow is int index ? Rows[index] : null;
        object?[][] rows = [.. Rows.OrderBy(r => r[column], comparer)];
        return this with { Rows = rows, MarkedRow = marked is null ? null : Array.IndexOf(rows, marked) };
    }

    private static int Compare(object? a, object? b, bool descending)
    {
        if (a is null || b is null)
            return (a is null ? 1 : 0) - (b is null ? 1 : 0);
        int order = (Number(a), Number(b)) switch
        {
            (double x, double y) => x.CompareTo(y),
            (null, null) => string.CompareOrdinal(a.ToString(), b.ToString()),
            (null, _) => 1,
            _ => -1,
        };
        return descending ? -order : order;
    }

    private static double? Number(object value) => value switch
    {
        double number => number,
        long number => number,
        int number => number,
        _ => null,
    };
}

/// <summary>A column of a list.</summary>
/// <param name="Name">The key in JSON and the header in CSV.</param>
/// <param name="Display">How a value is shown to people; the default shows it as it is.</param>
internal sealed record TableColumn(string Name, Func<object, string>? Display = null)
{
    /// <summary>
    /// What a drawn table calls it: the name with spaces for underscores, so that it can be broken into lines.
    /// </summary>
    public string Header { get; init; } = Name.Replace('_', ' ');

    /// <summary>What it has in common with its neighbours, such as <c>validation</c>; null for nothing.</summary>
    public string? Group { get; init; }

    /// <summary>What a drawn table calls it below its <see cref="Group"/>.</summary>
    public string Short { get; init; } = Name.Replace('_', ' ');

    /// <summary>How early a table that is too wide for its terminal leaves the column out: the highest first, 0 never.</summary>
    public int Dispensability { get; init; }

    /// <summary>
    /// Whether its header is a name that may be shortened (<see cref="ShortNames"/>) where nothing else helps.
    /// </summary>
    public bool HasShortHeader { get; init; }

    /// <summary>The same of its values; those of several words are broken between them instead.</summary>
    public bool HasShortValues { get; init; }

    /// <summary>The column of a hyperparameter, which is never left out.</summary>
    public static TableColumn OfHyperparameter(string name) => new(name) { HasShortHeader = true, HasShortValues = true };

    /// <summary>The column of a metric: <c>validation_loss</c> is the loss of the group validation.</summary>
    public static TableColumn OfMetric(string name, Func<object, string> display)
    {
        string[] parts = name.Split('_', 2);
        var column = new TableColumn(name, display);
        return parts.Length < 2 ? column : column with { Group = parts[0], Short = parts[1].Replace('_', ' ') };
    }
}
