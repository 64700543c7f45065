namespace Sweeper.Neural.Optimizers;

/// <summary>The ways to turn gradients into updates.</summary>
public enum OptimizerKind
{
    Sgd,
    Momentum,
    Nesterov,
    RmsProp,
    Adam,
    AdamW,
}
