using System.Buffers.Binary;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Idx;

/// <summary>
/// The content of one IDX file of unsigned bytes, the format of the MNIST database, with every length checked.
/// </summary>
/// <param name="Dimensions">Each at least 1.</param>
/// <param name="Data">As many bytes as the product of the dimensions.</param>
internal sealed record IdxContent(int[] Dimensions, byte[] Data)
{
    /// <summary>The most a file may hold once unpacked: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>Reads a file that is plain or gzip, whatever its name says.</summary>
    /// <exception cref="DatasetException">The file cannot be read or is not exactly what its header announces.</exception>
    public static IdxContent Read(string path, IdxKind kind)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path, kind);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads from a stream that can seek; <paramref name="name"/> is what errors call it.</summary>
    /// <exception cref="DatasetException">The content is not exactly what its header announces.</exception>
    internal static IdxContent Read(Stream stream, string name, IdxKind kind)
    {
        bool packed = GzipBytes.IsGzip(stream);
        try
        {
            using Stream content = GzipBytes.Unpack(stream);
            int[] dimensions = ReadHeader(content, name, kind);
            byte[] data = new byte[CheckLength(stream, name, packed, dimensions)];
            int read = content.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
            if (read < data.Length)
                throw new DatasetException(
                    $"{name} is cut off: it has {read} of {data.Length} bytes that its header announces.");
            // Reading past the end also makes gzip compare its checksum.
            if (content.ReadByte() >= 0)
                throw new DatasetException($"{name} goes on after the {data.Length} bytes that its header announces.");
            return new IdxContent(dimensions, data);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException($"{name} is damaged: its gzip content does not unpack ({e.Message})", e);
        }
    }

    private static int[] ReadHeader(Stream content, string name, IdxKind kind)
    {
        int dimensionCount = (int)kind & 0xFF;
        byte[] header = new byte[HeaderSize(dimensionCount)];
        int read = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < header.Length)
        {
            throw new DatasetException(
                $"{name} is cut off: it has {read} bytes, and the header of IDX {Noun(kind)} alone takes {header.Length}.");
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (magic != (uint)kind)
        {
            string found = Enum.IsDefined((IdxKind)magic) ? $" (IDX {Noun((IdxKind)magic)})" : "";
            throw new DatasetException(
                $"{name} begins with 0x{magic:X8}{found}; IDX {Noun(kind)} begin with 0x{(uint)kind:X8}.");
        }

        uint[] announced = new uint[dimensionCount];
        for (int i = 0; i < dimensionCount; i++)
            announced[i] = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(HeaderSize(i)));
        return CheckDimensions(announced, name);
    }

    private static int[] CheckDimensions(uint[] announced, string name)
    {
        // Neither factor exceeds 2³² and the product stops growing at the limit, so 64 bits hold it.
        ulong size = 1;
        foreach (uint dimension in announced)
            size = Math.Min(size, MaxBytes + 1) * dimension;
        string sizes = string.Join('×', announced);
        if (size == 0)
            throw new DatasetException($"{name} is empty: its header announces {sizes} bytes.");
        if (size > MaxBytes)
            throw new DatasetException($"{name} is too large: its header announces {sizes} bytes; at most {MaxBytes} are read.");
        return [.. announced.Select(dimension => (int)dimension)];
    }

    /// <summary>
    /// Compares the sizes at hand with the header before memory is set aside. Returns the number of bytes after the header.
    /// </summary>
    private static int CheckLength(Stream stream, string name, bool packed, int[] dimensions)
    {
        int size = dimensions.Aggregate((product, dimension) => product * dimension);
        long expected = size + HeaderSize(dimensions.Length);
        string announced = $"its header announces {string.Join('×', dimensions)}, which takes {expected}";
        if (!packed)
        {
            return stream.Length == expected
                ? size
                : throw new DatasetException($"{name} has {stream.Length} bytes; {announced}.");
        }

        // The stream has been read from: its position must survive the look at its end.
        long position = stream.Position;
        uint? unpacked = GzipBytes.UnpackedLength(stream);
        bool isWhole = expected <= stream.Length * GzipBytes.LargestRatio && GzipBytes.EndsWhole(stream, expected);
        stream.Position = position;
        if (!isWhole)
        {
            throw new DatasetException(
                $"{name} is cut off or damaged: by its last four bytes it unpacks to {unpacked ?? 0} bytes; {announced}.");
        }

        return size;
    }

    private static int HeaderSize(int dimensionCount) => 4 + 4 * dimensionCount;

    private static string Noun(IdxKind kind) => kind == IdxKind.Images ? "images" : "labels";
}

/// <summary>What an IDX file of bytes holds; the value is its magic number.</summary>
internal enum IdxKind
{
    /// <summary>One dimension: count.</summary>
    Labels = 0x0801,

    /// <summary>Three dimensions: count, height, width.</summary>
    Images = 0x0803,
}
