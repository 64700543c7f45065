using System.Collections.Immutable;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Benchmarks.Published;

/// <summary>A figure as the trials of a sweep have it.</summary>
/// <param name="Values">Over the trials.</param>
/// <param name="Seconds">How long the trials train, as <see cref="UndisturbedSeconds"/>; null where they have no epochs.</param>
/// <param name="WeightCounts">The numbers of weights of their networks; empty where nobody asks.</param>
internal sealed record MeasuredFigure(SampleSummary Values, SampleSummary? Seconds, ImmutableArray<long> WeightCounts);
