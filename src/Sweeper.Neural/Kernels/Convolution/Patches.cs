using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>
/// What lies under the filters of a convolution, as the rows of a matrix, so that a product of matrices does the work.
/// (Chellapilla, Puri and Simard 2006, High Performance Convolutional Neural Networks for Document Processing, §4.1.) A row of a
/// filter lies over numbers that are beside each other in memory.
/// </summary>
internal static class Patches
{
    /// <summary>
    /// So many numbers behind the end of images and patches may be read and overwritten: those of the widest register.
    /// </summary>
    public const int Slack = 64;

    // image [height + 2·padding, width + 2·padding, channels] → patches [count, kernel rows, kernel columns, channels]
    /// <summary>Copies what lies under the filter at some of its places in an image.</summary>
    /// <param name="shape">How filters lie.</param>
    /// <param name="image">The image with the zeros around it, and <see cref="Slack"/>.</param>
    /// <param name="first">The first place.</param>
    /// <param name="count">How many places, one after the other along the rows.</param>
    /// <param name="patches">Room for them, and <see cref="Slack"/>.</param>
    public static void Gather<T>(in ConvolutionShape shape, ReadOnlySpan<T> image, int first, int count, Span<T> patches)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRoom(shape, image.Length, count, patches.Length);
        if (RegisterWidth.Has512)
            Gather<T, Vector512<T>, Simd512<T>>(shape, image, first, count, patches);
        else if (RegisterWidth.Has256)
            Gather<T, Vector256<T>, Simd256<T>>(shape, image, first, count, patches);
        else if (RegisterWidth.Has128)
            Gather<T, Vector128<T>, Simd128<T>>(shape, image, first, count, patches);
        else
            Gather<T, T, SimdScalar<T>>(shape, image, first, count, patches);
    }

    // patches [count, kernel rows, kernel columns, channels] → image [height + 2·padding, width + 2·padding, channels]
    /// <summary>Adds each number of the patches to the one that <see cref="Gather{T}"/> would copy there.</summary>
    /// <param name="shape">How filters lie.</param>
    /// <param name="patches">The patches, and <see cref="Slack"/>.</param>
    /// <param name="first">The first place.</param>
    /// <param name="count">How many places, one after the other along the rows.</param>
    /// <param name="image">The image with what is around it, and <see cref="Slack"/>.</param>
    public static void Scatter<T>(in ConvolutionShape shape, ReadOnlySpan<T> patches, int first, int count, Span<T> image)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRoom(shape, image.Length, count, patches.Length);
        nint run = shape.KernelSize * shape.Input.Channels, rowLength = (nint)shape.PaddedInput.Width * shape.Input.Channels;
        ref T source = ref MemoryMarshal.GetReference(patches);
        ref T target = ref MemoryMarshal.GetReference(image);
        var place = new PatchPlace(shape, first);
        for (int i = 0; i < count; i++, place.Next())
        {
            ref T to = ref Unsafe.Add(ref target, place.Start);
            for (int row = 0; row < shape.KernelSize; row++)
            {
                AddRun(ref source, ref to, run);
                to = ref Unsafe.Add(ref to, rowLength);
                source = ref Unsafe.Add(ref source, run);
            }
        }
    }

    private static void CheckRoom(in ConvolutionShape shape, int image, int count, int patches)
    {
        if (image < shape.PaddedInput.Count + Slack || patches < ((long)count * shape.PatchSize) + Slack)
            throw new ArgumentException(
                $"{image} numbers of an image and {patches} of patches are too few for {count} places of {shape}.");
    }

    private static void Gather<T, TVector, TSimd>(
        in ConvolutionShape shape, ReadOnlySpan<T> image, int first, int count, Span<T> patches)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        nint run = shape.KernelSize * shape.Input.Channels, rowLength = (nint)shape.PaddedInput.Width * shape.Input.Channels;
        ref T source = ref MemoryMarshal.GetReference(image);
        ref T target = ref MemoryMarshal.GetReference(patches);
        var place = new PatchPlace(shape, first);
        for (int i = 0; i < count; i++, place.Next())
        {
            ref T from = ref Unsafe.Add(ref source, place.Start);
            for (int row = 0; row < shape.KernelSize; row++)
            {
                // What is copied beyond the run is overwritten by the next one.
                for (nint j = 0; j < run; j += TSimd.Width)
                    TSimd.Store(TSimd.Load(ref from, j), ref target, j);
                from = ref Unsafe.Add(ref from, rowLength);
                target = ref Unsafe.Add(ref target, run);
            }
        }
    }

    // Nothing beyond the run may be added to, so that its end is left to narrower registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRun<T>(ref T source, ref T target, nint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint i = 0;
        if (RegisterWidth.Has512)
            i = AddRun<T, Vector512<T>, Simd512<T>>(ref source, ref target, i, length);
        if (RegisterWidth.Has256)
            i = AddRun<T, Vector256<T>, Simd256<T>>(ref source, ref target, i, length);
        if (RegisterWidth.Has128)
            i = AddRun<T, Vector128<T>, Simd128<T>>(ref source, ref target, i, length);
        AddRun<T, T, SimdScalar<T>>(ref source, ref target, i, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint AddRun<T, TVector, TSimd>(ref T source, ref T target, nint i, nint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        for (; i <= length - TSimd.Width; i += TSimd.Width)
            TSimd.Store(TSimd.Add(TSimd.Load(ref target, i), TSimd.Load(ref source, i)), ref target, i);
        return i;
    }
}
