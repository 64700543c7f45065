namespace Sweeper.Reporting.Figures;

/// <summary>How often one class was taken for another.</summary>
/// <param name="Actual">The class it was.</param>
/// <param name="Predicted">The class it was read as.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">The share of all examples of the actual class, 0 … 1.</param>
public sealed record ConfusedPair(string Actual, string Predicted, int Count, double Share);
