using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Sweeper.Neural.Models;

/// <summary>
/// Arrays as NumPy keeps several in a file: a ZIP archive with a file in its npy format for each.
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html)
/// </summary>
public static class NumpyArchive
{
    // Numbers begin at a multiple of it.
    private const int Alignment = 64;
    private const int PrefixLength = 10;

    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Writes an archive whose bytes follow from the tensors and the text alone.</summary>
    /// <param name="stream">Where it begins; stays open.</param>
    /// <param name="tensors">Their names are the keys of the arrays.</param>
    /// <param name="textName">The name of a file beside them that is no array.</param>
    /// <param name="text">What is in it.</param>
    public static void Write(Stream stream, IEnumerable<NamedTensor> tensors, string textName, string text)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (NamedTensor tensor in tensors)
        {
            using Stream entry = Open(archive, tensor.Name + ".npy");
            WriteHeader(entry, tensor);
            TensorData.Write(entry, tensor.Values);
        }

        using Stream last = Open(archive, textName);
        last.Write(Encoding.UTF8.GetBytes(text));
    }

    private static Stream Open(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Always;
        return entry.Open();
    }

    private static void WriteHeader(Stream stream, NamedTensor tensor)
    {
        // A comma after the last size, without which a single one would be no tuple.
        string sizes = string.Concat(tensor.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture) + ","));
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}), }}";
        int padded = ((PrefixLength + header.Length + 1 + Alignment - 1) / Alignment * Alignment) - PrefixLength;
        stream.Write(Magic);
        stream.Write([(byte)padded, (byte)(padded >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(padded - 1) + "\n"));
    }
}
