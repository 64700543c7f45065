namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>Where the output of a convolution goes image by image, and where the derivatives by it come from.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IImageOutputs<T>
    where T : unmanaged
{
    // → [places, filters]
    /// <summary>Room for the output of an image.</summary>
    /// <param name="row">Which image of the batch.</param>
    /// <param name="part">Which of the threads asks.</param>
    Span<T> Room(int row, int part);

    /// <summary>Is told that the output of an image was written to its <see cref="Room"/>.</summary>
    void Complete(int row, int part);

    // → [places, filters]
    /// <summary>The derivative by the output of an image; valid until the same thread asks for the next.</summary>
    ReadOnlySpan<T> Gradient(int row, int part);
}
