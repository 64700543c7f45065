using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Figures;

/// <summary>The objective against each hyperparameter that varies.</summary>
/// <param name="Ranges">A chart for each hyperparameter drawn from a range.</param>
/// <param name="Listed">A chart for each hyperparameter with few values.</param>
public sealed record SliceCharts(ImmutableArray<ScatterChart> Ranges, ImmutableArray<DotChart> Listed)
{
    private const int Most = 12;

    /// <summary>The charts of a sweep, in the order of the experiment.</summary>
    public static SliceCharts Of(SweepSnapshot snapshot)
    {
        HyperparameterScale[] scales = [.. snapshot.Scales.Where(s => s.Values.Length > 1).Take(Most)];
        return new SliceCharts(
            [.. scales.Where(s => s.IsRange).Select(s => ObjectiveScatter.Of(snapshot, s)).OfType<ScatterChart>()],
            [
                .. scales.Where(s => !s.IsRange && s.Values.Length <= ObjectiveHeatmap.MostValues)
                    .Select(s => ObjectiveDots.Of(snapshot, s.Levelled)).OfType<DotChart>(),
            ]);
    }
}
