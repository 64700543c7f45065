namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// A convolution. Its weights are [kernel rows, kernel columns, channels, filters]; its input is [height, width, channels], with zeros around it,
/// and its output [places down, places across, filters].
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
