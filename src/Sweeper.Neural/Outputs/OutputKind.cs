namespace Sweeper.Neural.Outputs;

/// <summary>The functions that turn the numbers of the last layer (logits) into the network's outputs.</summary>
public enum OutputKind
{
    Identity,
    Sigmoid,
    Softmax,
}
