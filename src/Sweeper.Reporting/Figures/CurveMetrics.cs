using System.Collections.Immutable;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>Finds out which metrics have learning curves.</summary>
internal static class CurveMetrics
{
    /// <summary>
    /// The metrics in the order in which they were reported. One that no trial has at two epochs was measured once, at the end,
    /// and is no curve.
    /// </summary>
    /// <param name="epochs">The epochs of each trial, in the order of their numbers.</param>
    public static ImmutableArray<MetricName> Of(IReadOnlyCollection<ImmutableArray<EpochMetrics>> epochs)
    {
        var order = new List<string>();
        var counts = new Dictionary<string, (int Trial, int Count)>(StringComparer.Ordinal);
        var curves = new HashSet<string>(StringComparer.Ordinal);
        int trial = 0;
        foreach (ImmutableArray<EpochMetrics> own in epochs)
        {
            trial++;
            foreach (EpochMetrics epoch in own)
            {
                foreach (MetricValue metric in epoch.Metrics)
                {
                    // Once a metric is known to be a curve, there is nothing to find out about it.
                    if (curves.Contains(metric.Metric) || !double.IsFinite(metric.Value))
                        continue;
                    if (!counts.TryGetValue(metric.Metric, out (int Trial, int Count) count))
                        order.Add(metric.Metric);
                    counts[metric.Metric] = count = (trial, count.Trial == trial ? count.Count + 1 : 1);
                    if (count.Count > 1)
                        curves.Add(metric.Metric);
                }
            }
        }

        bool isSingleEpoch = epochs.All(e => e.Length < 2);
        return [.. order.Where(m => isSingleEpoch || curves.Contains(m)).Select(MetricName.Parse)];
    }
}
