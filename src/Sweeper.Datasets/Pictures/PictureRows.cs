using Sweeper.Datasets.Csv;
using Sweeper.Datasets.Idx;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Pictures;

/// <summary>
/// Reads images without labels that are ready for a network: IDX files, plain or gzip, and rows of pixels in CSV files.
/// </summary>
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
    /// The images of a CSV file: an image per line, with or without a label, which is the column named <c>label</c> and the
    /// first one where none is.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels per row of an image.</param>
    /// <param name="height">Rows of an image.</param>
    /// <exception cref="DatasetException">It cannot be read, or its lines have another number of columns.</exception>
    public static LabelledImages ReadCsv(string path, int width, int height)
    {
        byte[] content = CsvText.ReadFile(path);
        int end = content.AsSpan().IndexOf((byte)'\n');
        ReadOnlySpan<byte> first = content.AsSpan(0, end < 0 ? content.Length : end);

        // Rows of few numbers that happen to count are taken for pixels: nobody can be asked.
        var layout = new CsvLayout { Width = width, Height = height, HasHeader = IsHeader(first) ? null : false };
        return CsvImages.Read(first.Count((byte)',') >= width * height ? content : WithLabels(content), path, layout).Images;
    }

    private static bool IsHeader(ReadOnlySpan<byte> line) =>
        line.ContainsAnyInRange((byte)'a', (byte)'z') || line.StartsWith("0,1,2,3,4,5,6,7,8,9,"u8)
            || line.StartsWith("1,2,3,4,5,6,7,8,9,10,"u8);

    /// <summary>The same lines with a label 0 before each, or a name where the line has names.</summary>
    private static byte[] WithLabels(ReadOnlySpan<byte> content)
    {
        using var labelled = new MemoryStream(content.Length + (content.Length / 100));
        bool isFirst = true;
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = content[range];
            if (!line.Trim(" \t\r"u8).IsEmpty)
                labelled.Write(isFirst && IsHeader(line) ? "label,"u8 : "0,"u8);
            labelled.Write(line);
            labelled.WriteByte((byte)'\n');
            isFirst = false;
        }

        return labelled.ToArray();
    }
}
