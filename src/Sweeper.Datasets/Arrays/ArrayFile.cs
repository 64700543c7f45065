using System.IO.Compression;

namespace Sweeper.Datasets.Arrays;

/// <summary>A file with arrays that have names.</summary>
/// <param name="path">The file.</param>
internal abstract class ArrayFile(string path)
{
    /// <summary>The largest file read: 2 GiB.</summary>
    public const long MaxFileBytes = 2L << 30;

    /// <summary>The most that deflate can shrink anything, and room for what is around it.</summary>
    public static long LargestUnpacked(long packed) => (1032 * packed) + 1024;

    public string FilePath { get; } = path;

    /// <summary>The names of its arrays, in its order.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Opens a file by what its ending says: <c>.mat</c>, <c>.npz</c> or <c>.npy</c>.</summary>
    /// <exception cref="DatasetException">It cannot be read, or is no such file.</exception>
    public static ArrayFile Open(string path) => Guard(path, () =>
    {
        if (new FileInfo(path).Length > MaxFileBytes)
            throw new DatasetException(
                $"{path} is too large: it has {new FileInfo(path).Length} bytes; at most {MaxFileBytes} are read.");
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".MAT" => (ArrayFile)new MatFile(path),
            ".NPY" => new NpyFile(path),
            _ => new NpzFile(path),
        };
    });

    /// <summary>Reads an array.</summary>
    /// <exception cref="DatasetException">There is none of that name, or it is none that is read.</exception>
    public NumberArray Read(string name) => Names.Contains(name)
        ? Guard(FilePath, () => ReadArray(name))
        : throw new DatasetException($"{FilePath} has no array '{name}'; {Known()}.");

    /// <summary>The first of some names that it has; the first of all where it has none of them.</summary>
    public string FirstOf(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Names.Contains(name))
                return name;
        }

        return names[0];
    }

    protected abstract NumberArray ReadArray(string name);

    private string Known() =>
        Names.Count == 0 ? "it has none"
            : $"its arrays are {PrintableText.Of(string.Join(", ", Names.Take(20)))}{(Names.Count > 20 ? ", …" : "")}";

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new DatasetException($"{path} is damaged: {e.Message}", e);
        }
    }
}

/// <summary>One array in NumPy's npy format, under the name of its file.</summary>
internal sealed class NpyFile(string path) : ArrayFile(path)
{
    public override IReadOnlyList<string> Names { get; } = [Path.GetFileNameWithoutExtension(path)];

    protected override NumberArray ReadArray(string name)
    {
        using FileStream file = File.OpenRead(FilePath);
        return NpyArray.Read(file, file.Length, file.Length, FilePath);
    }
}

/// <summary>Several arrays of NumPy in a ZIP archive.</summary>
internal sealed class NpzFile : ArrayFile
{
    private const string Ending = ".npy";

    public NpzFile(string path)
        : base(path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        Names = [.. archive.Entries.Select(e => e.FullName).Where(n => n.EndsWith(Ending, StringComparison.Ordinal)).Select(
            n => n[..^Ending.Length])];
    }

    public override IReadOnlyList<string> Names { get; }

    protected override NumberArray ReadArray(string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(FilePath);
        ZipArchiveEntry entry = archive.GetEntry(name + Ending)!;
        using Stream content = entry.Open();
        long packed = Math.Min(entry.CompressedLength, new FileInfo(FilePath).Length);
        return NpyArray.Read(content, entry.Length, LargestUnpacked(packed), $"{FilePath}: array '{PrintableText.Of(name)}'");
    }
}
