namespace Sweeper.Sweeps.Pruners;

/// <summary>A trial that has come to a rung.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Rung">The epoch at which trials are compared.</param>
/// <param name="Epoch">The epoch that it reported: the rung, or the first one after it when trials do not report every epoch.</param>
/// <param name="Value">The objective at that epoch.</param>
public readonly record struct PrunerArrival(int Trial, int Rung, int Epoch, double Value);
