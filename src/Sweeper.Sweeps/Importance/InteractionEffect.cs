namespace Sweeper.Sweeps.Importance;

/// <summary>What two hyperparameters explain together, beyond what each explains alone.</summary>
/// <param name="First">A name.</param>
/// <param name="Second">Another, later in the search space.</param>
/// <param name="Share">The share of the variance of the objective over the search space: 0 … 1.</param>
public sealed record InteractionEffect(string First, string Second, double Share);
