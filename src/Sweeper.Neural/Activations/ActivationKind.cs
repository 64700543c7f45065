namespace Sweeper.Neural.Activations;

/// <summary>The activations of hidden layers.</summary>
public enum ActivationKind
{
    Sigmoid,
    Tanh,
    Relu,
    LeakyRelu,
    Elu,
    Gelu,
    Swish,
    Softplus,
    Identity,
}
