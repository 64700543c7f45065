using System.Collections.Immutable;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Training;

namespace Sweeper.Benchmarks.Peers;

/// <summary>How long everybody took for the same network.</summary>
/// <param name="Own">Sweeper: every epoch.</param>
/// <param name="Peers">The peers, in their order.</param>
internal sealed record ComparedTimes(EpochSamples Own, ImmutableArray<ComparedPeer> Peers);

/// <summary>A peer, round by round.</summary>
/// <param name="Seconds">The median of a round's epochs.</param>
/// <param name="Ratio">To Sweeper's median of the same round.</param>
internal sealed record ComparedPeer(Samples Seconds, Samples Ratio);
