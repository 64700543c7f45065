using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Csv;

/// <summary>
/// Reads labelled images from comma-separated text: a line per image, a column for its label and one for each of its pixels, all of
/// them integers from 0 to 255. Fields may be in quotes and have spaces around them.
/// </summary>
public static class CsvImages
{
    /// <summary>The largest file read: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>The most columns a file may have.</summary>
    public const int MaxColumns = 1 << 20;

    /// <summary>Reads a file in UTF-8.</summary>
    /// <exception cref="DatasetException">The file cannot be read, or is not what the layout says; the message names the line and the
    /// column, both from 1.</exception>
    public static LabelledImages Read(string path, CsvLayout layout)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length > MaxBytes)
                throw new DatasetException($"{path} is too large: it has {file.Length} bytes; at most {MaxBytes} are read.");
            return Read(File.ReadAllBytes(path), path, layout);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads content; <paramref name="name"/> is what errors call it.</summary>
    internal static LabelledImages Read(ReadOnlySpan<byte> content, string name, CsvLayout layout)
    {
        var lines = new CsvLines(content);
        if (!lines.MoveNext())
            throw new DatasetException($"{name} is empty; it must have a line for each image.");
        CsvHeader header = CsvHeader.Read(lines.Current, name, layout);
        if (header.IsPresent && !lines.MoveNext())
            throw new DatasetException($"{name} has a header and no images below it; it must have a line for each image.");

        int pixelCount = header.ColumnCount - 1;
        (int width, int height) = ImageSize(name, layout, pixelCount);
        // A field and what ends it take two bytes at least, which bounds the rows before any memory is set aside.
        int capacity = Math.Min(content.Count((byte)'\n') + 1, content.Length / (2 * header.ColumnCount) + 1);
        byte[] pixels = new byte[(long)capacity * pixelCount];
        byte[] labels = new byte[capacity];
        int count = 0;
        do
        {
            var row = new CsvRow(lines.Current, lines.Number, name, header);
            if (row.IsBlank)
            {
                CheckNothingFollows(ref lines, name);
                break;
            }

            row.CheckFields();
            row.Read(pixels.AsSpan(count * pixelCount, pixelCount), out labels[count]);
            count++;
        }
        while (lines.MoveNext());

        if (count == 0)
            throw new DatasetException($"{name} has no images; it must have a line for each image.");
        return new LabelledImages(width, height, pixels[..(count * pixelCount)], labels[..count]);
    }

    private static void CheckNothingFollows(ref CsvLines lines, string name)
    {
        int blank = lines.Number;
        while (lines.MoveNext())
        {
            if (!lines.Current.Trim(" \t\r"u8).IsEmpty)
                throw new DatasetException($"{name}: line {blank} is empty and line {lines.Number} is not; remove the empty lines.");
        }
    }

    private static (int Width, int Height) ImageSize(string name, CsvLayout layout, int pixelCount)
    {
        if (layout is { Width: int width, Height: int height })
        {
            return (long)width * height == pixelCount
                ? (width, height)
                : throw new DatasetException(
                    $"{name} has {pixelCount} pixel columns besides the label; images of {width}×{height} have {(long)width * height}.");
        }

        if ((layout.Width ?? layout.Height) is int side)
        {
            if (pixelCount % side != 0)
            {
                throw new DatasetException(
                    $"{name} has {pixelCount} pixel columns besides the label, which are no whole number of rows or columns of {side}.");
            }

            return layout.Width is null ? (pixelCount / side, side) : (side, pixelCount / side);
        }

        int root = (int)Math.Round(Math.Sqrt(pixelCount));
        return root * root == pixelCount
            ? (root, root)
            : throw new DatasetException(
                $"{name} has {pixelCount} pixel columns besides the label, which make no square image; say which width and height they have.");
    }
}
