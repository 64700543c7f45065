using Sweeper.Storage.Databases;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>A row of the table <c>metrics</c>.</summary>
internal sealed record MetricRow(long TrialId, int Epoch, long MetricId, double? Value, string? Kind)
{
    /// <summary>The rows of an epoch's metrics.</summary>
    public static IEnumerable<MetricRow> Of(WriterSession session, TrialKey trial, int epoch, IEnumerable<MetricValue> metrics) =>
        metrics.Select(m => new MetricRow(
            trial.Id, epoch, session.MetricId(m.Metric), StoredMetric.Value(m.Value), StoredMetric.Kind(m.Value)));
}
