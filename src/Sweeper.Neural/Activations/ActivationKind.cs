namespace Sweeper.Neural.Activations;

/// <summary>The activations of hidden layers.</summary>
public enum ActivationKind
{
    Sigmoid,
    Tanh,
    Relu,
}
