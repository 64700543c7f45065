using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>Copies images into the middle of the zeros that a convolution wants around them, and back.</summary>
internal static class ImagePadding
{
    // image [height, width, channels] → padded [height + 2·padding, width + 2·padding, channels]
    /// <summary>Writes an image where the zeros are already around it.</summary>
    public static void Insert<T>(in ConvolutionShape shape, ReadOnlySpan<T> image, Span<T> padded)
        where T : unmanaged
    {
        int length = shape.Input.Width * shape.Input.Channels;
        for (int row = 0; row < shape.Input.Height; row++)
            image.Slice(row * length, length).CopyTo(padded[Start(shape, row)..]);
    }

    // padded [height + 2·padding, width + 2·padding, channels] → image [height, width, channels]
    /// <summary>Reads the image in the middle.</summary>
    public static void Extract<T>(in ConvolutionShape shape, ReadOnlySpan<T> padded, Span<T> image)
        where T : unmanaged
    {
        int length = shape.Input.Width * shape.Input.Channels;
        for (int row = 0; row < shape.Input.Height; row++)
            padded.Slice(Start(shape, row), length).CopyTo(image[(row * length)..]);
    }

    private static int Start(in ConvolutionShape shape, int row) =>
        (((row + shape.Padding) * shape.PaddedInput.Width) + shape.Padding) * shape.Input.Channels;
}
