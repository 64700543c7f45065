using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets;

/// <summary>Identifies what a dataset holds, whatever files it came from.</summary>
public static class DatasetChecksum
{
    /// <summary>
    /// SHA-256 over the training set followed by the test set, of each count, height and width as 32-bit little-endian integers,
    /// of colour images the number of channels likewise, then the pixels, or of a table its numbers and its targets as 64-bit
    /// little-endian fractions, then the labels: 64 lower-case hexadecimal digits.
    /// </summary>
    public static string Compute(LabelledImages train, LabelledImages test)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, train);
        Append(hash, test);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, LabelledImages images)
    {
        Span<byte> sizes = stackalloc byte[3 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(sizes, images.Count);
        BinaryPrimitives.WriteInt32LittleEndian(sizes[4..], images.Height);
        BinaryPrimitives.WriteInt32LittleEndian(sizes[8..], images.Width);
        hash.AppendData(sizes);
        if (images.Channels > 1)
        {
            Span<byte> channels = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(channels, images.Channels);
            hash.AppendData(channels);
        }

        hash.AppendData(images.Pixels);
        hash.AppendData(MemoryMarshal.AsBytes(images.Numbers));
        hash.AppendData(MemoryMarshal.AsBytes(images.Targets));
        hash.AppendData(images.Labels);
    }
}
