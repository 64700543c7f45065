using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sweeper.Datasets.Arrays;

/// <summary>
/// Reads NumPy's npy format: magic bytes, a version, the length of a header, the header as a Python dictionary, and the numbers.
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html) Nothing in it is believed, and nothing is ever
/// unpickled.
/// </summary>
internal static partial class NpyArray
{
    // NumPy itself refuses longer ones unless it is told to trust the file.
    private const int LongestHeader = 10_000;
    private const int PrefixLength = 8;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <param name="stream">Stands at its beginning.</param>
    /// <param name="length">How many bytes it has, which must be those of its header and its numbers.</param>
    /// <param name="mostBytes">The most it can have by what holds it; where that is less, <paramref name="length"/> is a
    /// lie.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="DatasetException">It is no such array, or one that is not read.</exception>
    public static NumberArray Read(Stream stream, long length, long mostBytes, string name)
    {
        try
        {
            return ReadArray(stream, length, mostBytes, name);
        }
        catch (EndOfStreamException e)
        {
            throw new DatasetException($"{name} is cut off: it has fewer numbers than its header says.", e);
        }
    }

    private static NumberArray ReadArray(Stream stream, long length, long mostBytes, string name)
    {
        (string header, int start) = ReadHeader(stream, name);
        (NumberType type, bool isBigEndian) = TypeOf(header, name);
        long[] shape = ShapeOf(header, name);
        bool isColumnMajor = Field(FortranOrder(), header, "fortran_order", name) == "True";
        int bytes = NumberArray.BytesOf(name, type, shape);
        if (length != start + (long)bytes)
        {
            throw new DatasetException(
                $"{name} has {length - start} bytes of numbers; {type} in the shape {NumberArray.Text(shape)} take {bytes}.");
        }

        if (length > mostBytes)
            throw new DatasetException($"{name} says that it has {length} bytes; no file can be packed that small.");
        byte[] data = new byte[bytes];
        stream.ReadExactly(data);
        if (isBigEndian == BitConverter.IsLittleEndian)
            type.Reverse(data);
        return new NumberArray(name, type, [.. shape.Select(size => (int)size)], isColumnMajor, data);
    }

    private static (string Header, int Start) ReadHeader(Stream stream, string name)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        int read = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (read < prefix.Length || !prefix.StartsWith(Magic))
        {
            throw new DatasetException(read > 1 && prefix[0] == 0x80 && prefix[1] is >= 2 and <= 5
                ? $"{name} is a pickle, which could run any program and is never read; save the array with numpy.save."
                : $"{name} is no array of NumPy: it does not begin as one does.");
        }

        if (prefix[6] is < 1 or > 3)
            throw new DatasetException($"{name} has version {prefix[6]} of the npy format; 1 to 3 are read.");
        Span<byte> size = stackalloc byte[prefix[6] == 1 ? sizeof(ushort) : sizeof(uint)];
        stream.ReadExactly(size);
        uint length = size.Length == sizeof(ushort)
            ? BinaryPrimitives.ReadUInt16LittleEndian(size)
            : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > LongestHeader)
            throw new DatasetException($"{name} has a header of {length} bytes; at most {LongestHeader} are read.");
        byte[] header = new byte[length];
        stream.ReadExactly(header);
        return (Encoding.Latin1.GetString(header).Trim(), PrefixLength + size.Length + header.Length);
    }

    private static (NumberType Type, bool IsBigEndian) TypeOf(string header, string name)
    {
        string text = Field(Descriptor(), header, "descr", name);
        if (text.StartsWith('['))
            throw new DatasetException($"{name} has fields with names; only arrays of numbers are read.");
        if (text.Contains('O', StringComparison.Ordinal))
            throw new DatasetException(
                $"{name} holds Python objects, which are pickled and never read; save it as numbers, such as numpy.uint8.");
        string digits = text.TrimStart('<', '>', '|', '=');
        var type = default(NumberType);
        if (digits.Length is 2 && char.IsAsciiDigit(digits[1]))
            type = new NumberType(digits[0], digits[1] - '0');
        return type.IsKnown
            ? (type, text[0] == '>')
            : throw new DatasetException(
                $"{name} is of the type {PrintableText.Of(text)}; integers, fractions and truth values of up to 8 bytes are "
                + $"read.");
    }

    private static long[] ShapeOf(string header, string name)
    {
        string text = Field(Sizes(), header, "shape", name);
        var shape = new List<long>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Python 2 wrote an L behind long numbers.
            if (!long.TryParse(part.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long size))
                throw new DatasetException($"{name} has the shape ({PrintableText.Of(text)}), which are no sizes.");
            shape.Add(size);
        }

        return [.. shape];
    }

    private static string Field(Regex pattern, string header, string key, string name) =>
        pattern.Match(header) is { Success: true } match
            ? match.Groups[1].Value
            : throw new DatasetException($"{name} has a header without {key}.");

    [GeneratedRegex("""['"]descr['"]\s*:\s*(?:['"](?<1>[^'"]{1,32})['"]|(?<1>\[))""", RegexOptions.CultureInvariant)]
    private static partial Regex Descriptor();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)\b""", RegexOptions.CultureInvariant)]
    private static partial Regex FortranOrder();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^()]*)\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Sizes();
}
