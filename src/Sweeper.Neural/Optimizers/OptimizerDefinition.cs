namespace Sweeper.Neural.Optimizers;

/// <summary>An optimiser with its settings; each optimiser reads those that its formula has.</summary>
public sealed record OptimizerDefinition
{
    public required OptimizerKind Kind { get; init; }

    /// <summary>Momentum and Nesterov: how much of the last update goes into the next; 0 … below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>RMSProp: how much of the mean of squared gradients is kept at each step; 0 … below 1.</summary>
    public double Decay { get; init; } = 0.99;

    /// <summary>Adam: how much of the mean gradient is kept at each step; 0 … below 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam: how much of the mean of squared gradients is kept at each step; 0 … below 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>RMSProp and Adam: keeps the division by a vanishing gradient finite; greater than 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>AdamW: the share of each weight, times the learning rate, that is taken off it at each step; at least 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Numbers that the optimiser remembers per weight.</summary>
    public int StatesPerWeight => Kind switch
    {
        OptimizerKind.Sgd => 0,
        OptimizerKind.Momentum or OptimizerKind.Nesterov or OptimizerKind.RmsProp => 1,
        _ => 2,
    };
}
