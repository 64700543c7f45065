namespace Sweeper.Cli.Tables;

/// <summary>How a command prints a list.</summary>
internal enum TableFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>An array of objects.</summary>
    Json,

    /// <summary>RFC 4180 with a header.</summary>
    Csv,
}
