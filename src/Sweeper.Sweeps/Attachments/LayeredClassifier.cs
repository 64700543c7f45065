using System.Collections.Immutable;

namespace Sweeper.Sweeps.Attachments;

/// <summary>A classifier of images in a form that any reader can compute: layer by layer, then the output function.</summary>
public sealed record LayeredClassifier
{
    /// <summary>Pixels per row.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Numbers per pixel: 1 of grey images, 3 of colour images.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Pixels 0 … 255 are multiplied by it to become inputs.</summary>
    public required double InputScale { get; init; }

    /// <summary>Whether its images fill their frame, rather than lie in the middle of it.</summary>
    public bool FillsFrame { get; init; }

    /// <summary>The name of each class.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>What makes probabilities of the last layer's numbers: <c>softmax</c>, <c>sigmoid</c> or <c>identity</c>.</summary>
    public required string Output { get; init; }

    /// <summary>At least one; the last is fully connected and has a unit for each class.</summary>
    public required ImmutableArray<ClassifierLayer> Layers { get; init; }

    /// <summary>Weights without biases.</summary>
    public long WeightCount => Layers.OfType<WeightedClassifierLayer>().Sum(l => (long)l.Weights.Length);
}
