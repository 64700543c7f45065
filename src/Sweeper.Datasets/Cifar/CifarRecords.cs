using System.Collections.Immutable;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Cifar;

/// <summary>
/// The images of a set, read file by file: each record has its labels, then all of its red, all of its green and all of its
/// blue, row by row (Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009; the "binary version").
/// </summary>
internal sealed class CifarRecords
{
    public const int Side = 32;
    public const int Channels = 3;
    public const int ValueCount = Side * Side * Channels;

    // Read at once: enough to make reading cheap, few enough to take next to no memory.
    private const int BlockRecords = 256;

    private readonly CifarDatasetSource _source;
    private readonly ImmutableArray<CifarFile> _files;
    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    /// <param name="source">The dataset.</param>
    /// <param name="files">The files of the set, in order.</param>
    public CifarRecords(CifarDatasetSource source, ImmutableArray<CifarFile> files)
    {
        (_source, _files) = (source, files);
        int count = files.Sum(file => file.Records);
        _pixels = new byte[checked(count * ValueCount)];
        _labels = new byte[count];
    }

    /// <summary>The images, once all files are read.</summary>
    public LabelledImages Images => new(Side, Side, _pixels, _labels, Channels);

    /// <summary>Reads a file; false when it is none of the set's.</summary>
    /// <param name="file">Which one.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="length">How many bytes that is.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="DatasetException">It has another length, or a label that is no class.</exception>
    public bool TryRead(CifarFile file, Stream content, long length, string name)
    {
        int index = _files.IndexOf(file);
        if (index < 0)
            return false;
        long expected = (long)file.Records * _source.RecordLength;
        if (length != expected)
        {
            throw new DatasetException(
                $"{name} has {length} bytes; the {file.Name} of {_source.Name} has {expected}: "
                + $"{file.Records} images of {_source.RecordLength} bytes. "
                + $"Replace it with that of the published {_source.Archive.Name}.gz.");
        }

        int first = _files.Take(index).Sum(before => before.Records);
        byte[] block = new byte[Math.Min(BlockRecords, file.Records) * _source.RecordLength];
        for (int start = 0; start < file.Records; start += BlockRecords)
        {
            int count = Math.Min(BlockRecords, file.Records - start);
            content.ReadExactly(block, 0, count * _source.RecordLength);
            for (int i = 0; i < count; i++)
                ReadRecord(block.AsSpan(i * _source.RecordLength, _source.RecordLength), first + start + i, start + i, name);
        }

        return true;
    }

    private void ReadRecord(ReadOnlySpan<byte> record, int image, int position, string name)
    {
        byte label = record[_source.LabelBytes - 1];
        if (label >= _source.ClassNames.Length)
        {
            throw new DatasetException(
                $"{name} has label {label} at image {position}; labels go from 0 to {_source.ClassNames.Length - 1}. "
                + $"Replace it with that of the published {_source.Archive.Name}.gz.");
        }

        _labels[image] = label;
        ReadOnlySpan<byte> planes = record[_source.LabelBytes..];
        ReadOnlySpan<byte> red =
            planes[..(Side * Side)], green = planes.Slice(Side * Side, Side * Side), blue = planes[(2 * Side * Side)..];
        Span<byte> pixels = _pixels.AsSpan(image * ValueCount, ValueCount);
        for (int i = 0; i < Side * Side; i++)
        {
            pixels[Channels * i] = red[i];
            pixels[(Channels * i) + 1] = green[i];
            pixels[(Channels * i) + 2] = blue[i];
        }
    }
}
