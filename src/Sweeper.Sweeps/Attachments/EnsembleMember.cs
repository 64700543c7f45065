namespace Sweeper.Sweeps.Attachments;

/// <summary>A trial of an ensemble.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Accuracy">The share of the examples that it reads right by itself, 0 … 1.</param>
public readonly record struct EnsembleMember(int Trial, double Accuracy);
