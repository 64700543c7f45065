namespace Sweeper.Testing;

/// <summary>An empty folder of its own for one test, removed with all it holds.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), $"sweeper-{Guid.NewGuid():N}");

    /// <summary>The path of what is or will be in it.</summary>
    public string File(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file, with the folders it lies in, and returns its path.</summary>
    public string Write(string name, string text)
    {
        string path = Place(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string name, byte[] content)
    {
        string path = Place(name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>All files in it, at any depth, relative and sorted.</summary>
    public string[] Files() =>
    [
        .. Directory.GetFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Place(string name)
    {
        string path = File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
