namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// Takes the largest number of each channel in squares that lie side by side; rows and columns at the end that do not fill a square are left out.
/// Input and output are [height, width, channels].
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
