using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Sweeper.Datasets.Arrays;

/// <summary>Reads the elements of a MATLAB file one after the other.</summary>
/// <param name="stream">Stands at an element; need not seek.</param>
/// <param name="isBigEndian">The order of its bytes.</param>
/// <param name="path">What errors call the file.</param>
internal sealed class MatElements(Stream stream, bool isBigEndian, string path)
{
    /// <summary>Bytes before those of an element.</summary>
    public const int TagLength = 8;

    private const int MostDimensions = 32;
    private const int LongestName = 255;
    private const int ComplexFlag = 0x08;

    private static readonly Dictionary<int, NumberType> StoredTypes = new()
    {
        [1] = new('i', 1), [2] = new('u', 1), [3] = new('i', 2), [4] = new('u', 2), [5] = new('i', 4), [6] = new('u', 4),
        [7] = new('f', 4), [9] = new('f', 8), [12] = new('i', 8), [13] = new('u', 8),
    };

    private static readonly string[] OtherClasses = ["nothing", "a cell array", "a structure", "an object", "a text",
        "a sparse matrix"];

    private byte[]? _inline;

    /// <summary>The type of the next element and how many bytes it has.</summary>
    public (int Type, long Size) ReadTag()
    {
        Span<byte> tag = stackalloc byte[TagLength];
        stream.ReadExactly(tag);
        uint first = Number(tag);

        // An element of at most four bytes lies within its tag.
        _inline = first >> 16 == 0 ? null : tag[4..].ToArray();
        return _inline is null ? ((int)first, Number(tag[4..])) : ((int)(first & 0xFFFF), first >> 16);
    }

    /// <summary>What comes before the numbers of an array: what it is, its sizes and its name.</summary>
    public MatStart ReadStart()
    {
        byte[] flags = ReadSmall(TagLength);
        if (flags.Length != TagLength)
            throw new DatasetException($"{path} is damaged: an array does not say what it is.");
        uint what = Number(flags);
        byte[] sizes = ReadSmall(MostDimensions * sizeof(int));
        long[] shape = new long[sizes.Length / sizeof(int)];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = (int)Number(sizes.AsSpan(i * sizeof(int)));
        string name = Encoding.ASCII.GetString(ReadSmall(LongestName));
        return new MatStart(name, (int)(what & 0xFF), (what >> 8 & ComplexFlag) != 0, [.. shape]);
    }

    /// <summary>The numbers of an array.</summary>
    /// <param name="start">What came before them.</param>
    /// <param name="mostBytes">The most they can have by what holds them.</param>
    public NumberArray ReadNumbers(MatStart start, long mostBytes)
    {
        string name = $"{path}: array '{PrintableText.Of(start.Name)}'";
        if (start.Class is < 6 or > 15)
        {
            string found = start.Class < OtherClasses.Length ? OtherClasses[start.Class] : "something else";
            throw new DatasetException($"{name} is {found}; only arrays of numbers are read.");
        }

        if (start.IsComplex)
            throw new DatasetException($"{name} has complex numbers; only real ones are read.");

        // Numbers may be stored in fewer bytes than they have in MATLAB.
        (int stored, long size) = ReadTag();
        if (!StoredTypes.TryGetValue(stored, out NumberType type))
            throw new DatasetException($"{name} is damaged: its numbers are of an unknown type, {stored}.");
        int bytes = NumberArray.BytesOf(name, type, start.Shape.AsSpan());
        if (bytes != size)
            throw new DatasetException(
                $"{name} has {size} bytes of numbers; {type} in the shape {NumberArray.Text(start.Shape.AsSpan())} take "
                + $"{bytes}.");
        if (bytes > mostBytes)
            throw new DatasetException($"{name} says that it has {bytes} bytes; no file can be packed that small.");
        byte[] data = ReadContent(bytes);
        if (isBigEndian == BitConverter.IsLittleEndian)
            type.Reverse(data);
        return new NumberArray(name, type, [.. start.Shape.Select(s => (int)s)], IsColumnMajor: true, data) { IndexBase = 1 };
    }

    private byte[] ReadSmall(int most)
    {
        long size = ReadTag().Size;
        if (size > most)
            throw new DatasetException($"{path} is damaged: what describes an array has {size} bytes; at most {most} are read.");
        return ReadContent((int)size);
    }

    // Elements begin at multiples of eight bytes.
    private byte[] ReadContent(int size)
    {
        if (_inline is byte[] inline)
            return size <= inline.Length ? inline[..size] : throw new DatasetException(
                $"{path} is damaged: an element of {size} bytes is to lie in four.");
        byte[] content = new byte[size];
        stream.ReadExactly(content);
        Span<byte> rest = stackalloc byte[TagLength];
        stream.ReadAtLeast(
            rest[..((TagLength - (size % TagLength)) % TagLength)],
            (TagLength - (size % TagLength)) % TagLength,
            throwOnEndOfStream: false);
        return content;
    }

    private uint Number(ReadOnlySpan<byte> bytes) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}

/// <summary>What a MATLAB file says of an array before its numbers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Class">What it is in MATLAB: 6 for double up to 15 for uint64; all else is no numbers.</param>
/// <param name="IsComplex">Whether its numbers have imaginary parts.</param>
/// <param name="Shape">Its sizes as the file says them.</param>
internal sealed record MatStart(string Name, int Class, bool IsComplex, ImmutableArray<long> Shape);
