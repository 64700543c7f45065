using System.Collections.Immutable;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Arrays;

/// <summary>
/// Labelled images of two arrays: pixels and labels, whole numbers from 0 to 255. Of NumPy the pixels are [images, pixels],
/// [images, rows, columns] or [images, rows, columns, 1 or 3]; of MATLAB the images may come last instead, as in the classic
/// <c>mnist-original.mat</c>, whose pixels are [784, 70000]. The labels are one for each image.
/// </summary>
public static class LabelledArrays
{
    private static readonly string[] TrainImageNames = ["x_train", "train_images", "images", "data", "x", "X"];
    private static readonly string[] TrainLabelNames = ["y_train", "train_labels", "labels", "label", "target", "y"];
    private static readonly string[] TestImageNames = ["x_test", "test_images"];
    private static readonly string[] TestLabelNames = ["y_test", "test_labels"];

    /// <summary>Reads the training images of a file.</summary>
    /// <param name="path">An npz or mat file, or an npy file with the pixels.</param>
    /// <param name="names">What the arrays are called there.</param>
    /// <exception cref="DatasetException">The file cannot be read; the message names the array and the place.</exception>
    public static LabelledImages Read(string path, ArrayNames names)
    {
        ArrayFile file = ArrayFile.Open(path);
        return Join(
            file.Read(names.Images ?? file.FirstOf(TrainImageNames)),
            file.Read(names.Labels ?? file.FirstOf(TrainLabelNames)));
    }

    /// <summary>Reads the images of two npy files.</summary>
    /// <exception cref="DatasetException">A file cannot be read; the message names it and the place.</exception>
    public static LabelledImages ReadPair(string images, string labels)
    {
        ArrayFile pixels = ArrayFile.Open(images), classes = ArrayFile.Open(labels);
        return Join(pixels.Read(pixels.Names[0]), classes.Read(classes.Names[0]));
    }

    /// <summary>Reads the test images that are in the same file; null where there are none and none were named.</summary>
    /// <exception cref="DatasetException">The file cannot be read; the message names the array and the place.</exception>
    public static LabelledImages? ReadTest(string path, ArrayNames names)
    {
        ArrayFile file = ArrayFile.Open(path);
        string images = names.TestImages ?? file.FirstOf(TestImageNames);
        return names.TestImages is null && !file.Names.Contains(images)
            ? null
            : Join(file.Read(images), file.Read(names.TestLabels ?? file.FirstOf(TestLabelNames)));
    }

    internal static LabelledImages Join(NumberArray images, NumberArray labels)
    {
        int count = labels.Data.Length / labels.Type.Size;
        if (count == 0 || count != labels.Shape.DefaultIfEmpty().Max())
            throw new DatasetException(
                $"{labels.Name} has the shape {labels.ShapeText}; labels are one for each image, in a row.");
        int axis = ImageAxis(images, count);
        int[] places = [.. Enumerable.Range(0, images.Shape.Length).Where(a => a != axis)];
        (int height, int width, int channels) = Size(images, [.. places.Select(a => images.Shape[a])]);
        byte[] pixels = Gather(images, [axis, .. places]);
        byte[] classes = new byte[count];
        for (int i = 0; i < count; i++)
            classes[i] = labels.ByteAt(i, "labels");
        return new LabelledImages(width, height, pixels, classes, channels);
    }

    // MATLAB counts observations by columns, and its first index varies fastest.
    private static int ImageAxis(NumberArray images, int count)
    {
        int last = images.Shape.Length - 1;
        if (last is >= 1 and <= 3 && images.IndexBase == 1 && images.Shape[last] == count)
            return last;
        return last is >= 1 and <= 3 && images.Shape[0] == count
            ? 0
            : throw new DatasetException(
                $"{images.Name} has the shape {images.ShapeText}, and there are {count} labels; images are (images, pixels), "
                + $"(images, rows, columns) or (images, rows, columns, 3).");
    }

    private static (int Height, int Width, int Channels) Size(NumberArray images, int[] sizes)
    {
        if (sizes.Any(s => s < 1))
            throw new DatasetException($"{images.Name} has the shape {images.ShapeText}, which are images without pixels.");
        int root = (int)Math.Round(Math.Sqrt(sizes[0]));
        return sizes switch
        {
            [int height, int width] => (height, width, 1),
            [int height, int width, 1 or 3] => (height, width, sizes[2]),
            [int pixels] when root * root == pixels => (root, root, 1),
            [int pixels] => throw new DatasetException(
                $"{images.Name} has the shape {images.ShapeText}, and {pixels} pixels make no square image; save it as (images, "
                + $"rows, columns)."),
            _ => throw new DatasetException(
                $"{images.Name} has the shape {images.ShapeText}; an image has 1 or 3 channels, which come last."),
        };
    }

    // The numbers in the order of some axes, the first one slowest.
    private static byte[] Gather(NumberArray images, int[] axes)
    {
        byte[] pixels = new byte[images.Data.Length / images.Type.Size];
        if (images is { Type: { Kind: 'u', Size: 1 }, IsColumnMajor: false } && axes.SequenceEqual(axes.Order()))
            return images.Data;
        ImmutableArray<int> strides = images.Strides;
        int[] sizes = [.. axes.Select(a => images.Shape[a]), 1, 1, 1], steps = [.. axes.Select(a => strides[a]), 0, 0, 0];
        int next = 0;
        for (int image = 0; image < sizes[0]; image++)
        {
            for (int i = 0; i < sizes[1]; i++)
            {
                for (int j = 0; j < sizes[2]; j++)
                {
                    for (int k = 0; k < sizes[3]; k++)
                        pixels[next++] = images.ByteAt(
                            (image * steps[0]) + (i * steps[1]) + (j * steps[2]) + (k * steps[3]), "pixels");
                }
            }
        }

        return pixels;
    }
}

/// <summary>What the arrays of a file are called; null for those that are found by their usual names.</summary>
public sealed record ArrayNames
{
    public string? Images { get; init; }

    public string? Labels { get; init; }

    /// <summary>Null where the file need not have any; likewise the labels.</summary>
    public string? TestImages { get; init; }

    public string? TestLabels { get; init; }
}
