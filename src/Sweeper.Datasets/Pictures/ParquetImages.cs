using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Pictures;

/// <summary>
/// Labelled images in a Parquet file, as Hugging Face lays them out: a column with picture files, plain or as <c>bytes</c> in a
/// structure, and one with labels, whose names are in the file's notes; or labels that are texts.
/// </summary>
/// <param name="Images">In the order of the rows.</param>
/// <param name="ClassNames">By label; null where labels are integers without names.</param>
public sealed record ParquetImages(LabelledImages Images, ImmutableArray<string>? ClassNames)
{
    private const int MostRows = 1 << 24;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">Its columns, and what its pictures become.</param>
    /// <param name="classNames">The classes of the training images, which texts must be among; null for those that are
    /// found.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DatasetException">It cannot be read; the message names the column and the row, from 1.</exception>
    public static async Task<ParquetImages> ReadAsync(
        string path, ParquetLayout layout, ImmutableArray<string>? classNames, CancellationToken cancellationToken)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length > ImageFolders.MaxValues)
                throw new DatasetException(
                    $"{path} is too large: it has {length} bytes; at most {ImageFolders.MaxValues} are read.");
            FileStream file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
            {
                ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                    return await ReadAsync(path, reader, layout, classNames, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not (DatasetException or OperationCanceledException or OutOfMemoryException))
        {
            // What a damaged file makes of its reader is any exception at all.
            throw new DatasetException($"{path} cannot be read as a Parquet file: {e.Message}", e);
        }
    }

    private static async Task<ParquetImages> ReadAsync(
        string path, ParquetReader reader, ParquetLayout layout, ImmutableArray<string>? classNames,
        CancellationToken cancellationToken)
    {
        DataField pictures = Find(path, reader, layout.Image, ["image", "img"], ParquetRows.Bytes, "pictures");
        DataField labels = Find(path, reader, layout.Label, ["label", "labels", "fine_label"], null, "labels");
        var rows = new ParquetRows(path, reader);
        byte[]?[] files = await rows.ReadBytesAsync(pictures, MostRows, cancellationToken).ConfigureAwait(false);
        ImmutableArray<string>? names = classNames ?? NamesOf(reader, labels.Name);
        (byte[] classes, names) = labels.ClrType == ParquetRows.Text
            ? Texts(path, labels.Name, await rows.ReadTextsAsync(labels, cancellationToken).ConfigureAwait(false), classNames)
            : (Integers(path, labels.Name, await rows.ReadIntegersAsync(labels, cancellationToken).ConfigureAwait(false)),
                names);
        if (files.Length == 0)
            throw new DatasetException($"{path} has no rows; it must have one for each image.");
        return new ParquetImages(Decode(path, pictures.Path.ToString(), files, classes, layout), names);
    }

    private static DataField Find(string path, ParquetReader reader, string? wanted, string[] usual, Type? type, string what)
    {
        DataField[] fields = [.. reader.Schema.GetDataFields()];
        foreach (string name in wanted is null ? usual : [wanted])
        {
            if (fields.FirstOrDefault(f => IsNamed(f, name) && (type is null || f.ClrType == type)) is DataField found
                && !found.IsArray)
                return found;
        }

        string columns = PrintableText.Of(string.Join(", ", fields.Take(20).Select(f => $"{f.Path} ({ParquetRows.NameOf(f)})")));
        throw new DatasetException($"{path} has no column '{wanted ?? usual[0]}' with {what}; its columns are {columns}.");
    }

    private static bool IsNamed(DataField field, string name) =>
        field.Path.ToString() is string path && (path == name || path == $"{name}/bytes" || path == $"{name}.bytes");

    private static LabelledImages Decode(string path, string column, byte[]?[] files, byte[] classes, ParquetLayout layout)
    {
        PictureSamples first = Decode(path, column, files, 0);
        (int width, int height) = (layout.Size ?? first.Width, layout.Size ?? first.Height);
        long values = (long)files.Length * width * height * layout.Channels;
        if (values > ImageFolders.MaxValues)
            throw new DatasetException(
                $"{path} is too large: {files.Length} images of {width}×{height}; "
                + $"at most {ImageFolders.MaxValues / layout.Channels} pixels are read.");
        byte[] pixels = new byte[values];
        int valueCount = width * height * layout.Channels;
        for (int i = 0; i < files.Length; i++)
        {
            PictureSamples picture = i == 0 ? first : Decode(path, column, files, i);
            if ((picture.Width, picture.Height) != (width, height))
                throw new DatasetException(
                    $"{path}: row {i + 1}, {column} is {picture.Width}×{picture.Height}; all must be {width}×{height}.");
            picture.Flatten(layout.Channels).CopyTo(pixels, (long)i * valueCount);
            files[i] = null;
        }

        return new LabelledImages(width, height, pixels, classes, layout.Channels);
    }

    private static PictureSamples Decode(string path, string column, byte[]?[] files, int row)
    {
        if (files[row] is not byte[] file)
            throw new DatasetException($"{path}: row {row + 1}, {column} is empty; every row has a picture.");
        try
        {
            return file.LongLength <= PictureDecoder.MaxFileBytes
                ? PictureDecoder.Decode(file)
                : throw new PictureException($"it has {file.Length} bytes; at most {PictureDecoder.MaxFileBytes} are read");
        }
        catch (PictureException e)
        {
            throw new DatasetException($"{path}: row {row + 1}, {column} cannot be used: {e.Message}.", e);
        }
    }

    private static byte[] Integers(string path, string column, long?[] labels) =>
    [
        .. labels.Select((label, i) => label is >= 0 and <= byte.MaxValue ? (byte)label : throw new DatasetException(
            string.Create(CultureInfo.InvariantCulture,
                $"{path}: row {i + 1}, {column} is {(label is null ? "empty" : label)}; labels are integers from 0 to "
                    + $"{byte.MaxValue}."))),
    ];

    private static (byte[] Labels, ImmutableArray<string>? Names) Texts(
        string path, string column, string?[] labels, ImmutableArray<string>? known)
    {
        int empty = Array.FindIndex(labels, string.IsNullOrEmpty);
        if (empty >= 0)
            throw new DatasetException($"{path}: row {empty + 1}, {column} is empty; every image needs a label.");
        ImmutableArray<string> names = known
            ?? [.. labels.Select(l => l!).Distinct().Order(StringComparer.Ordinal).Select(PrintableText.Of)];
        if (names.Length > DatasetParts.MaxClasses)
            throw new DatasetException(
                $"{path} has {names.Length} different labels in {column}; at most {DatasetParts.MaxClasses} classes are read.");
        byte[] numbers =
        [
            .. labels.Select((label, i) => names.IndexOf(PrintableText.Of(label!)) is >= 0 and int index ? (byte)index
                : throw new DatasetException(
                $"{path}: row {i + 1} has the label '{label}', and the training images have no such class; "
                + $"their classes are {string.Join(", ", names)}.")),
        ];
        return (numbers, names);
    }

    // {"info": {"features": {"label": {"names": ["cat", "dog"], "_type": "ClassLabel"}}}}
    private static ImmutableArray<string>? NamesOf(ParquetReader reader, string column)
    {
        if (!reader.CustomMetadata.TryGetValue("huggingface", out string? notes))
            return null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(notes);
            string[] names =
                [.. json.RootElement.GetProperty("info").GetProperty("features").GetProperty(column).GetProperty("names")
                    .EnumerateArray().Select(n => PrintableText.Of(n.GetString() ?? ""))];
            return names.Length is >= 2 and <= DatasetParts.MaxClasses ? [.. names] : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>Which columns of a Parquet file are what, and what its pictures become.</summary>
public sealed record ParquetLayout
{
    /// <summary>The column with the pictures; null for one called image or img.</summary>
    public string? Image { get; init; }

    /// <summary>The column with the labels; null for one called label, labels or fine_label.</summary>
    public string? Label { get; init; }

    /// <summary>The width and height that all pictures must have; null for those of the first one.</summary>
    public int? Size { get; init; }

    /// <summary>1 when colour is turned into grey, 3 when it is kept.</summary>
    public int Channels { get; init; } = 1;
}
