using System.Numerics;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>
/// The patches of a few places of a filter at a time, in memory that is reused from step to step. Places are counted over all
/// images, and come one after the other: an image whose places are in two chunks is kept from the one to the other. For one
/// thread.
/// </summary>
/// <param name="shape">How filters lie.</param>
internal sealed class ConvolutionPatches<T>(ConvolutionShape shape)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _places = shape.Output.Height * shape.Output.Width;
    private readonly int _inputSize = (int)shape.Input.Count;
    private AlignedArray<T> _patches = new(0);

    // With the zeros around it, which are there from the beginning and are never written.
    private AlignedArray<T> _image = new(0);
    private AlignedArray<T> _imageGradient = new(0);

    /// <summary>Memory of the products.</summary>
    public Scratch<T> Scratch { get; } = new();

    // → [count, patch]
    /// <summary>Room for the patches of some places; its content is arbitrary.</summary>
    public Span<T> Room(int count) => Room(ref _patches, count * shape.PatchSize)[..(count * shape.PatchSize)];

    // input [rows, height, width, channels] → [count, patch]
    /// <summary>What lies under the filters at some places.</summary>
    public ReadOnlySpan<T> Gather(ReadOnlySpan<T> input, int first, int count)
    {
        Span<T> image = Room(ref _image, PaddedSize), patches = Room(ref _patches, count * shape.PatchSize);
        for (int done = 0; done < count;)
        {
            (int row, int place, int number) = Next(first + done, count - done);
            if (place == 0)
                ImagePadding.Insert(shape, input.Slice(row * _inputSize, _inputSize), image);
            Patches.Gather(shape, image, place, number, patches[(done * shape.PatchSize)..]);
            done += number;
        }

        return patches[..(count * shape.PatchSize)];
    }

    // [count, patch] → inputGradient [rows, height, width, channels]
    /// <summary>
    /// Adds up the derivatives by patches, which are in the <see cref="Room(int)"/>. An image is written with the last of its
    /// places.
    /// </summary>
    public void Scatter(int first, int count, Span<T> inputGradient)
    {
        Span<T> image = Room(ref _imageGradient, PaddedSize), patches = Room(ref _patches, count * shape.PatchSize);
        for (int done = 0; done < count;)
        {
            (int row, int place, int number) = Next(first + done, count - done);
            if (place == 0)
                image.Clear();
            Patches.Scatter(shape, patches[(done * shape.PatchSize)..], place, number, image);
            if (place + number == _places)
                ImagePadding.Extract(shape, image, inputGradient.Slice(row * _inputSize, _inputSize));
            done += number;
        }
    }

    private int PaddedSize => checked((int)shape.PaddedInput.Count);

    // The image that a place lies in, which of its places it is, and how many of so many from there on are in the same image.
    private (int Row, int Place, int Number) Next(int place, int count)
    {
        int row = place / _places, own = place % _places;
        return (row, own, Math.Min(_places - own, count));
    }

    private static Span<T> Room(ref AlignedArray<T> array, int length)
    {
        int whole = length + Patches.Slack;
        if (array.Length < whole)
            array = new AlignedArray<T>(whole);
        return array.Span[..whole];
    }
}
