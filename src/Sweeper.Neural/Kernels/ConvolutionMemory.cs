using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels;

/// <summary>Memory that the passes of a convolution reuse from step to step. For one thread.</summary>
/// <param name="shape">How filters lie.</param>
internal sealed class ConvolutionMemory<T>(ConvolutionShape shape)
    where T : unmanaged
{
    private AlignedArray<T> _patches = new(0);
    private AlignedArray<T> _image = new(0);
    private AlignedArray<T> _imageGradient = new(0);

    /// <summary>Of the products.</summary>
    public Scratch<T> Scratch { get; } = new();

    /// <summary>Room for an image with the zeros around it, which are there and must stay; the rest is arbitrary.</summary>
    public Span<T> Image => Room(ref _image, checked((int)shape.PaddedInput.Count));

    /// <summary>Room for the derivative by an image and by the zeros around it; its content is arbitrary.</summary>
    public Span<T> ImageGradient => Room(ref _imageGradient, checked((int)shape.PaddedInput.Count));

    /// <summary>Room for the patches of some places; its content is arbitrary.</summary>
    public Span<T> Patches(int places) => Room(ref _patches, places * shape.PatchSize);

    private static Span<T> Room(ref AlignedArray<T> array, int length)
    {
        int whole = length + Kernels.Patches.Slack;
        if (array.Length < whole)
            array = new AlignedArray<T>(whole);
        return array.Span[..whole];
    }
}
