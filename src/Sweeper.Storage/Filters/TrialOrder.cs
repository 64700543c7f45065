using Sweeper.Sweeps;

namespace Sweeper.Storage.Filters;

/// <summary>An order of trials by one of their fields. Trials without a value come last either way, and equal ones best first.</summary>
public sealed record TrialOrder(TrialField Field, bool IsDescending)
{
    /// <summary>Reads <c>NAME</c>, <c>NAME:asc</c>, <c>NAME:desc</c> or <c>-NAME</c>, and several of them with commas between.</summary>
    /// <exception cref="SweeperException">A name is unknown.</exception>
    public static IReadOnlyList<TrialOrder> Parse(string text, TrialFields fields) => [.. text.Split(',').Select(part => ParseOne(part.Trim(), fields))];

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
