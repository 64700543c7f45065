using System.Formats.Tar;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Cifar;

/// <summary>
/// Reads the files of a CIFAR dataset out of its tar archive, plain or gzip, without unpacking it to disk. What else is in it is
/// passed over, and not at any length.
/// </summary>
internal static class CifarArchive
{
    // The published ones have at most eight files and a folder.
    private const int MostEntries = 64;

    // Of what is passed over; the published texts beside the images have a few hundred.
    private const int MostOtherBytes = 1 << 20;

    /// <summary>
    /// Gives each file of <paramref name="source"/> to <paramref name="read"/>: which one, its content, its length and a name
    /// for errors.
    /// </summary>
    /// <exception cref="DatasetException">The archive cannot be read, is damaged or is another one.</exception>
    public static void Read(string path, CifarDatasetSource source, Action<CifarFile, Stream, long, string> read)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using Stream content = GzipBytes.Unpack(file);
            ReadEntries(content, path, source, read);
            Drain(content, path);
        }
        catch (Exception e) when (
            e is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new DatasetException(
                $"{path} is cut off or damaged ({e.Message.TrimEnd('.')}). Move it away, and it is fetched anew.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static void ReadEntries(
        Stream content, string path, CifarDatasetSource source, Action<CifarFile, Stream, long, string> read)
    {
        Dictionary<string, CifarFile> wanted = source.Files.ToDictionary(
            file => $"{source.Folder}/{file.Name}", StringComparer.Ordinal);
        using TarReader reader = new(content, leaveOpen: true);
        int entries = 0;
        while (wanted.Count > 0 && reader.GetNextEntry() is TarEntry entry)
        {
            string name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            if (++entries > MostEntries)
                throw Another(path, source, $"it has more than {MostEntries} entries");
            if (wanted.Remove(name, out CifarFile? file))
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                    throw Another(path, source, $"{name} in it is no file");
                read(file, entry.DataStream ?? Stream.Null, entry.Length, $"{path}: {name}");
            }
            else if (entry.Length > MostOtherBytes)
            {
                throw Another(path, source, $"it has an entry of {entry.Length} bytes that is none of the dataset's files");
            }
        }

        if (wanted.Count > 0)
            throw Another(path, source, $"it has no {wanted.Keys.Order(StringComparer.Ordinal).First()}");
    }

    /// <summary>Reading past the end makes gzip compare its checksum.</summary>
    private static void Drain(Stream content, string path)
    {
        byte[] buffer = new byte[1 << 16];
        int rest = 0;
        for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            rest += read;
            if (rest > MostOtherBytes)
                throw new InvalidDataException($"it goes on after the last image by more than {MostOtherBytes} bytes");
        }
    }

    private static DatasetException Another(string path, CifarDatasetSource source, string difference) => new(
        $"{path} is not the binary version of {source.Name}: {difference}. Move it away, and the right one is fetched.");
}
