namespace Sweeper.Sweeps.Importance;

/// <summary>Whether anything can be said of the importance of hyperparameters.</summary>
public enum ImportanceVerdict
{
    /// <summary>The forest explains trials it has not seen, so its shares mean something.</summary>
    Measured,

    /// <summary>Every trial has the same objective: nothing matters.</summary>
    Constant,

    /// <summary>
    /// There are fewer ranked trials than <see cref="HyperparameterImportance.FewestTrials"/>, or all have the same values.
    /// </summary>
    TooFewTrials,

    /// <summary>The forest does not explain trials it has not seen: what differs between trials looks like chance.</summary>
    NoSignal,
}

/// <summary>What one hyperparameter explains alone.</summary>
/// <param name="Hyperparameter">Its name.</param>
/// <param name="Share">The share of the variance of the objective over the search space: 0 … 1.</param>
public sealed record MainEffect(string Hyperparameter, double Share);

/// <summary>What two hyperparameters explain together, beyond what each explains alone.</summary>
/// <param name="First">A name.</param>
/// <param name="Second">Another, later in the search space.</param>
/// <param name="Share">The share of the variance of the objective over the search space: 0 … 1.</param>
public sealed record InteractionEffect(string First, string Second, double Share);
