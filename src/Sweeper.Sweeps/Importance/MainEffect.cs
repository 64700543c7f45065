namespace Sweeper.Sweeps.Importance;

/// <summary>What one hyperparameter explains alone.</summary>
/// <param name="Hyperparameter">Its name.</param>
/// <param name="Share">The share of the variance of the objective over the search space: 0 … 1.</param>
public sealed record MainEffect(string Hyperparameter, double Share);
