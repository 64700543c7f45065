namespace Sweeper.Sweeps.Store;

/// <summary>The cell of a sweep with the best mean objective.</summary>
/// <param name="FirstTrial">The least number among its trials, whatever their state.</param>
/// <param name="Mean">The mean objective of its ranked trials.</param>
/// <param name="Count">How many those are.</param>
public sealed record BestCell(int FirstTrial, double Mean, int Count);
