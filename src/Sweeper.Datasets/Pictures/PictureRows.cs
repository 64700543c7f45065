using Sweeper.Datasets.Csv;
using Sweeper.Datasets.Idx;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Pictures;

/// <summary>Reads images without labels that are ready for a network: IDX files, plain or gzip, and rows of pixels in CSV files.</summary>
public static class PictureRows
{
    /// <summary>The images of an IDX file.</summary>
    /// <returns>[count, height, width], with labels 0.</returns>
    /// <exception cref="DatasetException">It cannot be read or is damaged.</exception>
    public static LabelledImages ReadIdx(string path)
    {
        IdxContent content = IdxContent.Read(path, IdxKind.Images);
        int[] sizes = content.Dimensions;
        return new LabelledImages(sizes[2], sizes[1], content.Data, new byte[sizes[0]]);
    }

    /// <summary>
    /// The images of a CSV file: an image per line, with or without a label, which is the column named <c>label</c> and the first one
    /// where none is.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels per row of an image.</param>
    /// <param name="height">Rows of an image.</param>
    /// <exception cref="DatasetException">It cannot be read, or its lines have another number of columns.</exception>
    public static LabelledImages ReadCsv(string path, int width, int height)
    {
        byte[] content;
        try
        {
            var file = new FileInfo(path);
            if (file.Length > CsvImages.MaxBytes)
                throw new DatasetException($"{path} is too large: it has {file.Length} bytes; at most {CsvImages.MaxBytes} are read.");
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }

        var layout = new CsvLayout { Width = width, Height = height };
        return CsvImages.Read(HasLabels(content, width * height) ? content : WithLabels(content), path, layout);
    }

    private static bool HasLabels(ReadOnlySpan<byte> content, int pixels)
    {
        int end = content.IndexOf((byte)'\n');
        return content[..(end < 0 ? content.Length : end)].Count((byte)',') >= pixels;
    }

    /// <summary>The same lines with a label 0 before each, or a name where the line has names.</summary>
    private static byte[] WithLabels(ReadOnlySpan<byte> content)
    {
        using var labelled = new MemoryStream(content.Length + (content.Length / 100));
        bool isFirst = true;
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = content[range];
            if (!line.Trim(" \t\r"u8).IsEmpty)
                labelled.Write(isFirst && line.ContainsAnyInRange((byte)'a', (byte)'z') ? "label,"u8 : "0,"u8);
            labelled.Write(line);
            labelled.WriteByte((byte)'\n');
            isFirst = false;
        }

        return labelled.ToArray();
    }
}
