using System.Formats.Tar;
using Sweeper.Datasets.Tests.Idx;

namespace Sweeper.Datasets.Tests.Cifar;

/// <summary>Writes files and archives in the binary version of CIFAR.</summary>
internal static class CifarBytes
{
    /// <summary>
    /// Records with the given labels, each after <paramref name="coarse"/>, and planes of pixels that <see cref="Value"/> gives.
    /// </summary>
    public static byte[] File(byte[] coarse, params byte[] labels) =>
    [
        .. labels.SelectMany((label, image) => (byte[])
        [
            .. coarse, label, .. Enumerable.Range(0, 3 * 32 * 32).Select(i => Value(image, i % 1024 / 32, i % 32, i / 1024)),
        ]),
    ];

    /// <summary>The number of a pixel, by image, row, column and channel.</summary>
    public static byte Value(int image, int y, int x, int channel) => (byte)((image * 71) + (y * 5) + (x * 3) + (channel * 90));

    /// <summary>A packed tar archive of entries with content, in order.</summary>
    public static byte[] Archive(params IEnumerable<(string Name, byte[] Content)> entries) =>
        IdxBytes.Gzip(Tar(entries.Select(
            e => (TarEntry)new UstarTarEntry(TarEntryType.RegularFile, e.Name) { DataStream = new MemoryStream(e.Content) })));

    public static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        using MemoryStream tar = new();
        using (TarWriter writer = new(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (TarEntry entry in entries)
                writer.WriteEntry(entry);
        }

        return tar.ToArray();
    }
}
