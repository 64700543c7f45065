using System.Collections.Immutable;

namespace Sweeper.Sweeps.Attachments;

/// <summary>A layer of a <see cref="LayeredClassifier"/>: y = activation(x·weights + biases).</summary>
public sealed record ClassifierLayer
{
    /// <summary>[inputs, units].</summary>
    public required ImmutableArray<float> Weights { get; init; }

    /// <summary>[units].</summary>
    public required ImmutableArray<float> Biases { get; init; }

    /// <summary>The name of the function, such as <c>relu</c>; <c>identity</c> for the last layer.</summary>
    public required string Activation { get; init; }

    public int Units => Biases.Length;

    public int Inputs => Weights.Length / Biases.Length;
}
