using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Losses;

/// <summary>A loss with its settings.</summary>
public sealed record LossDefinition
{
    public required LossKind Kind { get; init; }

    /// <summary>One that <see cref="LossFunctions.Accepts"/>.</summary>
    public required OutputKind Output { get; init; }

    /// <summary>Cross-entropy: the share of each target that is spread evenly over all classes; 0 … below 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Squared error: how it is added up.</summary>
    public SquaredErrorReduction Reduction { get; init; } = SquaredErrorReduction.Sum;
}
