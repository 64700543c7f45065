namespace Sweeper.Benchmarks.Peers;

/// <summary>A peer cannot be measured; the message says why.</summary>
internal sealed class PeerException(string message) : Exception(message);
