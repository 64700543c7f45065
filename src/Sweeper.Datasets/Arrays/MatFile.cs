using System.IO.Compression;

namespace Sweeper.Datasets.Arrays;

/// <summary>
/// The arrays of a file of MATLAB 5 to 7.2: a header of 128 bytes, then elements, each of which is an array or one packed with
/// zlib. (MATLAB, MAT-File Format, "Level 5 MAT-Files".) Arrays that are no numbers, such as cells, have their names and are not
/// read.
/// </summary>
internal sealed class MatFile : ArrayFile
{
    private const int HeaderLength = 128;
    private const int MatrixElement = 14, CompressedElement = 15;
    private const int MostArrays = 10_000;

    private readonly Dictionary<string, long> _places = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly bool _isBigEndian;

    /// <summary>Finds the arrays.</summary>
    /// <exception cref="DatasetException">It is no such file.</exception>
    public MatFile(string path)
        : base(path)
    {
        using FileStream file = File.OpenRead(path);
        _isBigEndian = ReadHeader(file);
        while (file.Position + MatElements.TagLength <= file.Length && _names.Count < MostArrays)
        {
            long place = file.Position;
            (int type, long size) = new MatElements(file, _isBigEndian, path).ReadTag();
            long end = file.Position + size;
            if (end > file.Length)
                throw new DatasetException(
                    $"{path} is cut off: an array of {size} bytes begins at byte {place}, and the file ends at {file.Length}.");
            if (type is MatrixElement or CompressedElement)
                Remember(file, place);
            file.Position = end;
        }
    }

    public override IReadOnlyList<string> Names => _names;

    protected override NumberArray ReadArray(string name)
    {
        using FileStream file = File.OpenRead(FilePath);
        return At(file, _places[name], (elements, most) => elements.ReadNumbers(elements.ReadStart(), most));
    }

    private void Remember(FileStream file, long place)
    {
        string name = At(file, place, (elements, _) => elements.ReadStart().Name);
        if (_places.TryAdd(name, place))
            _names.Add(name);
    }

    // The most bytes that the numbers can have, by what holds them, go with the elements.
    private T At<T>(FileStream file, long place, Func<MatElements, long, T> read)
    {
        file.Position = place;
        (int type, long size) = new MatElements(file, _isBigEndian, FilePath).ReadTag();
        if (type == MatrixElement)
            return read(new MatElements(file, _isBigEndian, FilePath), size);
        using var unpacked = new ZLibStream(file, CompressionMode.Decompress, leaveOpen: true);
        var elements = new MatElements(unpacked, _isBigEndian, FilePath);
        return elements.ReadTag().Type == MatrixElement
            ? read(elements, LargestUnpacked(size))
            : throw new DatasetException($"{FilePath} is damaged: what is packed at byte {place} is no array.");
    }

    private bool ReadHeader(FileStream file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        int read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read > 8 && (header.StartsWith("MATLAB 7.3"u8) || header[1..].StartsWith("HDF\r\n"u8)))
            throw new DatasetException($"{FilePath} is of MATLAB 7.3, which is HDF5; save it with -v7.");
        ReadOnlySpan<byte> order = header[(HeaderLength - 2)..];
        return read == header.Length && (order.SequenceEqual("IM"u8) || order.SequenceEqual("MI"u8))
            ? order[0] == (byte)'M'
            : throw new DatasetException(
                $"{FilePath} is no file of MATLAB 5 to 7.2: its header does not end as theirs do. Save it with -v7.");
    }
}
