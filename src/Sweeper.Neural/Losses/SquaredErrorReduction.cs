namespace Sweeper.Neural.Losses;

/// <summary>What becomes of the squared errors of an example's outputs.</summary>
public enum SquaredErrorReduction
{
    /// <summary>Σ (a − y)²: derivative 2·(a − y).</summary>
    Sum,

    /// <summary>Σ (a − y)² / classes: derivative 2·(a − y) / classes.</summary>
    Mean,

    /// <summary>½·Σ (a − y)²: derivative a − y.</summary>
    Half,
}
