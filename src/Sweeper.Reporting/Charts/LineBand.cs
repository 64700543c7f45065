using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>The area between the lowest and the highest of several lines.</summary>
/// <param name="Color">Which of the categorical colours it has, from 0.</param>
/// <param name="Low">Its lower edge, in ascending order of x.</param>
/// <param name="High">Its upper edge at the same x.</param>
public sealed record LineBand(int Color, ImmutableArray<ChartPoint> Low, ImmutableArray<ChartPoint> High);
