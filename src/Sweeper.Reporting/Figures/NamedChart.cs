using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Figures;

/// <summary>A chart of a sweep with the name of its file.</summary>
/// <param name="Name">Without an ending: letters, digits, <c>-</c>, <c>_</c> and <c>.</c> only.</param>
/// <param name="Chart">The chart.</param>
/// <param name="Place">How much room it gets.</param>
public sealed record NamedChart(string Name, Chart Chart, ChartPlace Place);
