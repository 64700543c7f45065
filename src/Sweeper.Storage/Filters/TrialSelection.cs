using Sweeper.Sweeps;

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

/// <summary>
/// An order of trials by one of their fields. Trials without a value come last either way, and equal ones best first.
/// </summary>
public sealed record TrialOrder(TrialField Field, bool IsDescending)
{
    /// <summary>
    /// Reads <c>NAME</c>, <c>NAME:asc</c>, <c>NAME:desc</c> or <c>-NAME</c>, and several of them with commas between.
    /// </summary>
    /// <exception cref="SweeperException">A name is unknown.</exception>
    public static IReadOnlyList<TrialOrder> Parse(string text, TrialFields fields) =>
        [.. text.Split(',').Select(part => ParseOne(part.Trim(), fields))];

    private static TrialOrder ParseOne(string text, TrialFields fields)
    {
        int colon = text.LastIndexOf(':');
        string direction = colon < 0 ? "" : text[(colon + 1)..].ToLowerInvariant();
        bool hasDirection = direction is "asc" or "desc";
        string name = hasDirection ? text[..colon] : text;
        bool isReversed = name.StartsWith('-');
        name = isReversed ? name[1..] : name;
        TrialField field = fields.Find(name)
            ?? throw new SweeperException($"there is no '{name}' to sort by{fields.Hint(name)}", FailureKind.Input);
        return new TrialOrder(field, isReversed || direction == "desc");
    }
}
