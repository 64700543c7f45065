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

    /// <summary>
    /// What makes probabilities of the last layer's numbers: <c>softmax</c>, <c>sigmoid</c> or <c>identity</c>.
    /// </summary>
    public required string Output { get; init; }

    /// <summary>At least one; the last is fully connected and has a unit for each class.</summary>
    public required ImmutableArray<ClassifierLayer> Layers { get; init; }

    /// <summary>Weights without biases.</summary>
    public long WeightCount => Layers.OfType<WeightedClassifierLayer>().Sum(l => (long)l.Weights.Length);
}

/// <summary>A layer of a <see cref="LayeredClassifier"/>.</summary>
public abstract record ClassifierLayer
{
    private protected ClassifierLayer()
    {
    }
}

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

/// <summary>A fully connected layer: each unit has a weight for every input.</summary>
public sealed record DenseClassifierLayer : WeightedClassifierLayer;

/// <summary>
/// A convolution. Its weights are [kernel rows, kernel columns, channels, filters]; its input is [height, width, channels], with
/// zeros around it, and its output [places down, places across, filters].
/// </summary>
public sealed record ConvolutionClassifierLayer : WeightedClassifierLayer
{
    /// <summary>Rows of its input.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of its input.</summary>
    public required int Width { get; init; }

    /// <summary>Channels of its input.</summary>
    public required int Channels { get; init; }

    /// <summary>Height and width of a filter.</summary>
    public required int KernelSize { get; init; }

    /// <summary>Positions from one place of a filter to the next.</summary>
    public required int Stride { get; init; }

    /// <summary>Rows and columns of zeros on each side of the input.</summary>
    public required int Padding { get; init; }
}

/// <summary>
/// Takes the largest number of each channel in squares that lie side by side; rows and columns at the end that do not fill a
/// square are left out. Input and output are [height, width, channels].
/// </summary>
public sealed record MaxPoolingClassifierLayer : ClassifierLayer
{
    /// <summary>Rows of its input.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of its input.</summary>
    public required int Width { get; init; }

    /// <summary>Channels of its input.</summary>
    public required int Channels { get; init; }

    /// <summary>Height and width of a square.</summary>
    public required int Size { get; init; }
}
