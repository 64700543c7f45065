namespace Sweeper.Cli.Tables;

/// <summary>A column of a list.</summary>
/// <param name="Name">The key in JSON and the header in CSV.</param>
/// <param name="Display">How a value is shown to people; the default shows it as it is.</param>
internal sealed record TableColumn(string Name, Func<object, string>? Display = null)
{
    /// <summary>What a drawn table calls it: the name with spaces for underscores, so that it can be broken into lines.</summary>
    public string Header { get; init; } = Name.Replace('_', ' ');

    /// <summary>How early a table that is too wide for its terminal leaves the column out: the highest first, 0 never.</summary>
    public int Dispensability { get; init; }
}
