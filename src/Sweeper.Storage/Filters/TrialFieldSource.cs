namespace Sweeper.Storage.Filters;

/// <summary>Where the value of a field comes from.</summary>
public enum TrialFieldSource
{
    /// <summary>The trial itself: its number, its state.</summary>
    Fact,

    Hyperparameter,

    /// <summary>A metric at the best epoch.</summary>
    BestMetric,

    /// <summary>A metric at the last epoch.</summary>
    FinalMetric,
}
