using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Sweeper.Datasets.Tests.Idx;

/// <summary>Writes IDX files, whole and broken ones.</summary>
internal static class IdxBytes
{
    public const uint ImagesMagic = 0x0803;
    public const uint LabelsMagic = 0x0801;

    public static byte[] Images(int count, int height, int width) =>
        Build(ImagesMagic, [(uint)count, (uint)height, (uint)width], count * height * width);

    public static byte[] Labels(params byte[] labels) => [.. Build(LabelsMagic, [(uint)labels.Length], 0), .. labels];

    /// <summary>A header that may lie, and as many bytes 0, 1, 2, … after it as asked for.</summary>
    public static byte[] Build(uint magic, uint[] dimensions, int dataLength)
    {
        byte[] file = new byte[4 + 4 * dimensions.Length + dataLength];
        BinaryPrimitives.WriteUInt32BigEndian(file, magic);
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + 4 * i), dimensions[i]);
        for (int i = 0; i < dataLength; i++)
            file[4 + 4 * dimensions.Length + i] = (byte)i;
        return file;
    }

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
