using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Figures;

/// <summary>Leaves out dots where there are too many to see.</summary>
internal static class DotSelection
{
    /// <summary>A row shows at most so many.</summary>
    public const int Most = 120;

    /// <summary>The values, or evenly many of them from the lowest to the highest, both kept.</summary>
    public static ImmutableArray<DotValue> Of(IReadOnlyCollection<DotValue> values)
    {
        if (values.Count <= Most)
            return [.. values];
        DotValue[] sorted = [.. values.OrderBy(v => v.Value).ThenBy(v => v.Trial)];
        return [.. Enumerable.Range(0, Most).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / (Most - 1))])];
    }
}
