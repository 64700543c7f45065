namespace Sweeper.Reporting.Charts;

/// <summary>A span of a <see cref="TimelineChart"/>.</summary>
/// <param name="Lane">From 0.</param>
/// <param name="Start">On the axis.</param>
/// <param name="End">On the axis; not before <paramref name="Start"/>.</param>
/// <param name="Trial">The number of the trial that ran.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Description">The span in a sentence.</param>
public sealed record TimelineSpan(int Lane, double Start, double End, int Trial, TimelineKind Kind, string Description);
