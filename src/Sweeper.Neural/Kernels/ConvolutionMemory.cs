namespace Sweeper.Neural.Kernels;

/// <summary>Memory that the passes of a convolution reuse from step to step. For one thread.</summary>
internal sealed class ConvolutionMemory<T>
    where T : unmanaged
{
    private AlignedArray<T> _patches = new(0);

    /// <summary>Of the products.</summary>
    public Scratch<T> Scratch { get; } = new();

    /// <summary>Room for patches; its content is arbitrary.</summary>
    public Span<T> Patches(int length)
    {
        if (_patches.Length < length)
            _patches = new AlignedArray<T>(length);
        return _patches.Span[..length];
    }
}
