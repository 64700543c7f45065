using System.Collections.Immutable;
using CsvHelper;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Csv;

/// <summary>
/// Labelled images of comma-separated text: a line per image, a column for its label and one for each of its pixels, which are
/// integers from 0 to
/// 255. Labels are such integers, or texts. Fields may be in quotes and have spaces around them.
/// </summary>
/// <param name="Images">In the order of the lines.</param>
/// <param name="ClassNames">The labels that are texts, in ordinal order; null where labels are integers.</param>
public sealed record CsvImages(LabelledImages Images, ImmutableArray<string>? ClassNames)
{
    /// <summary>The most columns a file may have.</summary>
    public const int MaxColumns = 1 << 20;

    /// <summary>Reads a file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">Which column is what.</param>
    /// <param name="classNames">
    /// The classes of the training images, which the labels must be among; null for those that are found.
    /// </param>
    /// <exception cref="DatasetException">The file cannot be read, or is not what the layout says; the message names the line
    /// and the
    /// column, both from 1.</exception>
    public static CsvImages Read(string path, CsvLayout layout, ImmutableArray<string>? classNames = null) =>
        Read(CsvText.ReadFile(path), path, layout, classNames);

    /// <summary>Reads content; <paramref name="name"/> is what errors call it.</summary>
    internal static CsvImages Read(byte[] content, string name, CsvLayout layout, ImmutableArray<string>? classNames = null)
    {
        CsvText.Check(content, name);
        CsvHeader header = CsvHeader.Read(content, name, layout);
        using CsvReader records = CsvText.Records(content);
        if (header.IsPresent)
            records.Read();

        int pixelCount = header.ColumnCount - 1;
        (int width, int height) = ImageSize(name, layout, pixelCount);

        // A field and what ends it take two bytes at least, which bounds the rows before any memory is set aside.
        int capacity = Math.Min(content.Count((byte)'\n') + 1, (content.Length / (2 * header.ColumnCount)) + 1);
        byte[] pixels = new byte[(long)capacity * pixelCount];
        byte[] labels = new byte[capacity];
        var classes = new CsvLabels(name, header, classNames);
        int count = 0;
        for (; records.Read() && !IsBlank(records); count++)
            ReadRow(records, name, header, classes, pixels.AsSpan(count * pixelCount, pixelCount), out labels[count]);
        CheckNothingFollows(records, name);
        if (count == 0)
            throw new DatasetException(
                $"{name} has {(header.IsPresent ? "a header and no images below it" : "no images")}; "
                + $"it must have a line for each image.");
        ImmutableArray<string>? names = classes.Sort(labels.AsSpan(0, count));
        return new CsvImages(new LabelledImages(width, height, pixels[..(count * pixelCount)], labels[..count]), names);
    }

    private static void ReadRow(
        CsvReader record, string name, CsvHeader header, CsvLabels classes, Span<byte> pixels, out byte label)
    {
        int line = (int)record.LineNumber, pixel = 0;
        if (record.FieldCount != header.ColumnCount)
            throw new DatasetException(
                $"{name}: line {line} has {record.FieldCount} columns; the first line has {header.ColumnCount}.");
        label = 0;
        for (int column = 0; column < header.ColumnCount; column++)
        {
            ReadOnlySpan<byte> field = record.GetSpan(column);
            if (column == header.Label)
                label = classes.Read(field, line);
            else if (!CsvNumber.TryRead(field, out pixels[pixel++]))
                throw CsvNumber.Refused(name, line, header, column, field);
        }
    }

    private static bool IsBlank(CsvReader record) => record.FieldCount == 1 && CsvText.Trim(record.GetSpan(0)).IsEmpty;

    // A file may end with empty lines; one between images is a mistake.
    private static void CheckNothingFollows(CsvReader records, string name)
    {
        long blank = records.LineNumber;
        while (records.Read())
        {
            if (!IsBlank(records))
                throw new DatasetException(
                    $"{name}: line {blank} is empty and line {records.LineNumber} is not; remove the empty lines.");
        }
    }

    private static (int Width, int Height) ImageSize(string name, CsvLayout layout, int pixelCount)
    {
        if (layout is { Width: int width, Height: int height })
        {
            return (long)width * height == pixelCount
                ? (width, height)
                : throw new DatasetException(
                    $"{name} has {pixelCount} pixel columns besides the label; images of {width}×{height} have "
                    + $"{(long)width * height}.");
        }

        if ((layout.Width ?? layout.Height) is int side)
        {
            if (pixelCount % side != 0)
            {
                throw new DatasetException(
                    $"{name} has {pixelCount} pixel columns besides the label, which are no whole number of rows or columns of "
                    + $"{side}.");
            }

            return layout.Width is null ? (pixelCount / side, side) : (side, pixelCount / side);
        }

        int root = (int)Math.Round(Math.Sqrt(pixelCount));
        return root * root == pixelCount
            ? (root, root)
            : throw new DatasetException(
                $"{name} has {pixelCount} pixel columns besides the label, which make no square image; "
                + $"say which width and height they have.");
    }
}
