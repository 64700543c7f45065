using System.Numerics;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels;

/// <summary>
/// What lies under the filters of a convolution, as the rows of a matrix, so that a product of matrices does the work. (Chellapilla, Puri and
/// Simard 2006, High Performance Convolutional Neural Networks for Document Processing, §4.1.) A row of a filter lies over numbers that are
/// beside each other in memory.
/// </summary>
internal static class Patches
{
    // images [rows, height, width, channels] → patches [count, kernel rows, kernel columns, channels]
    /// <summary>Copies what lies under the filter at some places, which are counted over all images; beyond the edges of an image it is 0.</summary>
    /// <param name="shape">How filters lie.</param>
    /// <param name="images">The input of the layer.</param>
    /// <param name="first">The first place.</param>
    /// <param name="patches">As many patches as there are places.</param>
    public static void Gather<T>(in ConvolutionShape shape, ReadOnlySpan<T> images, int first, Span<T> patches)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int run = shape.KernelSize * shape.Input.Channels;
        var places = new PatchPlaces(shape, first);
        for (int patch = 0; patch < patches.Length; patch += shape.PatchSize, places.Next())
        {
            for (int kernelRow = 0; kernelRow < shape.KernelSize; kernelRow++)
            {
                Span<T> target = patches.Slice(patch + (kernelRow * run), run);
                PatchRun inside = places.Row(kernelRow);
                target[..inside.Before].Clear();
                images.Slice(inside.Start, inside.Length).CopyTo(target[inside.Before..]);
                target[(inside.Before + inside.Length)..].Clear();
            }
        }
    }

    // patches [count, kernel rows, kernel columns, channels] → images [rows, height, width, channels]
    /// <summary>Adds each number of the patches to the one that <see cref="Gather"/> would copy there.</summary>
    /// <param name="shape">How filters lie.</param>
    /// <param name="patches">As many patches as there are places.</param>
    /// <param name="first">The first place.</param>
    /// <param name="images">The derivative by the input of the layer.</param>
    public static void Scatter<T>(in ConvolutionShape shape, ReadOnlySpan<T> patches, int first, Span<T> images)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int run = shape.KernelSize * shape.Input.Channels;
        var places = new PatchPlaces(shape, first);
        for (int patch = 0; patch < patches.Length; patch += shape.PatchSize, places.Next())
        {
            for (int kernelRow = 0; kernelRow < shape.KernelSize; kernelRow++)
            {
                PatchRun inside = places.Row(kernelRow);
                Elementwise.Update(
                    default(AddOperation<T>), patches.Slice(patch + (kernelRow * run) + inside.Before, inside.Length), images.Slice(inside.Start, inside.Length));
            }
        }
    }
}
