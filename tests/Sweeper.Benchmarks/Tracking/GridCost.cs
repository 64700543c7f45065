namespace Sweeper.Benchmarks.Tracking;

/// <summary>What training a grid took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all cores together, which other programs of the machine have less influence on.</param>
internal readonly record struct GridCost(double Seconds, double ProcessorSeconds);
