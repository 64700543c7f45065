using System.Collections.Immutable;

namespace Sweeper.Sweeps.Attachments;

/// <summary>A layer with weights: y = activation(x·weights + biases), of all inputs or of those under a filter.</summary>
public abstract record WeightedClassifierLayer : ClassifierLayer
{
    private protected WeightedClassifierLayer()
    {
    }

    /// <summary>[inputs, units].</summary>
    public required ImmutableArray<float> Weights { get; init; }

    /// <summary>[units].</summary>
    public required ImmutableArray<float> Biases { get; init; }

    /// <summary>The name of the function, such as <c>relu</c>; <c>identity</c> for the last layer.</summary>
    public required string Activation { get; init; }

    /// <summary>Units of a fully connected layer, filters of a convolution.</summary>
    public int Units => Biases.Length;

    /// <summary>Inputs of a unit.</summary>
    public int Inputs => Weights.Length / Biases.Length;
}
