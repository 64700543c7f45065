using System.Collections.Immutable;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Statistics;

/// <summary>A metric at one epoch over the repeats of a cell: a point of a band around their mean curve.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Metric">
/// Over the repeats that reported a finite value at this epoch; those that had ended by then are not among them.
/// </param>
public sealed record EpochBand(int Epoch, SampleSummary Metric)
{
    /// <summary>The band over some repeats, by epoch; epochs at which none reported a finite value are absent.</summary>
    /// <param name="repeats">The epochs of each repeat, in any order.</param>
    /// <param name="metric">The name of the metric.</param>
    public static ImmutableArray<EpochBand> Over(IEnumerable<IEnumerable<EpochMetrics>> repeats, string metric) =>
    [
        .. from epoch in repeats.SelectMany(r => r)
           let value = epoch.Find(metric)
           where value is double number && double.IsFinite(number)
           group value.Value by epoch.Epoch into values
           orderby values.Key
           select new EpochBand(values.Key, SampleSummary.Of(values)!),
    ];
}
