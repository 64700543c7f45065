using System.Buffers.Binary;
using System.Text;

namespace Sweeper.Datasets.Png;

/// <summary>The chunks of a PNG file that decide its pixels, with every length and checksum compared.</summary>
internal sealed class PngChunks
{
    private const int Overhead = 12;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private PngChunks()
    {
    }

    public PngHeader Header { get; private set; }

    /// <summary>The palette: three bytes a colour; null when there is none.</summary>
    public byte[]? Palette { get; private set; }

    /// <summary>The content of tRNS; null when there is none.</summary>
    public byte[]? Transparency { get; private set; }

    /// <summary>All IDAT chunks in a row: one zlib stream.</summary>
    public MemoryStream Data { get; } = new();

    /// <exception cref="PngException">The file is no PNG, is damaged, or has a critical chunk that is not known.</exception>
    public static PngChunks Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
            throw new PngException("it does not begin as PNG files do");
        var chunks = new PngChunks();
        ReadOnlySpan<byte> rest = file[Signature.Length..];
        bool isFirst = true;
        while (true)
        {
            if (rest.Length < Overhead)
                throw new PngException("it is cut off");
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - Overhead)
                throw new PngException("it is cut off");
            int end = (int)length + Overhead;
            ReadOnlySpan<byte> checkedPart = rest[4..(end - 4)];
            if (PngChecksum.Compute(checkedPart) != BinaryPrimitives.ReadUInt32BigEndian(rest[(end - 4)..]))
                throw new PngException("it is damaged: a checksum does not match");
            string type = Encoding.Latin1.GetString(checkedPart[..4]);
            if (isFirst != (type == "IHDR"))
                throw new PngException("it does not have its header at the beginning, once");
            if (type == "IEND")
                return chunks;
            chunks.Add(type, checkedPart[4..]);
            rest = rest[end..];
            isFirst = false;
        }
    }

    private void Add(string type, ReadOnlySpan<byte> content)
    {
        switch (type)
        {
            case "IHDR":
                Header = PngHeader.Read(content);
                break;
            case "PLTE":
                if (content.Length is 0 or > 768 || content.Length % 3 != 0)
                    throw new PngException($"its palette has {content.Length} bytes; it must have 3 for each of 1 to 256 colours");
                Palette = content.ToArray();
                break;
            case "tRNS":
                Transparency = content.ToArray();
                break;
            case "IDAT":
                Data.Write(content);
                break;
            default:
                // An upper-case first letter says that the image cannot be shown without knowing the chunk.
                if (char.IsAsciiLetterUpper(type[0]))
                    throw new PngException("it needs an extension of PNG that is not known");
                break;
        }
    }
}
