namespace Sweeper.Storage.Filters;

/// <summary>Which trials of a sweep are wanted, and in which order.</summary>
public sealed record TrialSelection
{
    /// <summary>All of them, best first, then those that are not ranked.</summary>
    public static TrialSelection All { get; } = new();

    /// <summary>What holds of them; null for all. It has been checked against the sweep's fields.</summary>
    public Filter? Where { get; init; }

    /// <summary>The order, the first key first; what it leaves open is decided by rank, then by number.</summary>
    public IReadOnlyList<TrialOrder> Order { get; init; } = [];

    /// <summary>How many at most; at least 1. Null for all.</summary>
    public int? Top { get; init; }
}
