using System.Collections.Immutable;
using Sweeper.Benchmarks.Training;

namespace Sweeper.Benchmarks.Peers;

/// <summary>How long everybody took for the same network.</summary>
/// <param name="Own">Sweeper.</param>
/// <param name="Peers">The peers, in their order.</param>
internal sealed record ComparedTimes(EpochSamples Own, ImmutableArray<EpochSamples> Peers);
