namespace Sweeper.Cli.Tables;

/// <summary>A column of a list.</summary>
/// <param name="Name">The key in JSON and the header in CSV; the table shows it with spaces for underscores.</param>
/// <param name="Display">How a value is shown to people; the default shows it as it is.</param>
internal sealed record TableColumn(string Name, Func<object, string>? Display = null)
{
    /// <summary>How early a table that is too wide for its terminal leaves the column out: the highest first, 0 never.</summary>
    public int Dispensability { get; init; }
}
