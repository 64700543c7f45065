using System.Text.Json;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Clusters.Files;

/// <summary>Files to which one process appends lines of JSON.</summary>
internal static class JsonLines
{
    /// <summary>Appends lines; they are on disk when the call returns.</summary>
    public static void Append<T>(string path, IEnumerable<T> lines)
    {
        bool isNew = !File.Exists(path);
        using (var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            DropHalfLine(stream);
            foreach (T line in lines)
            {
                JsonSerializer.Serialize(stream, line, ClusterJson.Options);
                stream.WriteByte((byte)'\n');
            }

            stream.Flush(flushToDisk: true);
        }

        if (isNew)
            FolderSync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>The lines of a file; none where there is no file.</summary>
    public static IEnumerable<T> Read<T>(string path)
        where T : class => new GrowingLines<T>(path).Read();

    // Whoever wrote it died in the middle of it.
    private static void DropHalfLine(FileStream stream)
    {
        long length = stream.Length;
        while (length > 0)
        {
            stream.Position = length - 1;
            if (stream.ReadByte() == '\n')
                break;
            length--;
        }

        stream.SetLength(length);
        stream.Position = length;
    }
}
