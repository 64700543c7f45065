using System.Collections.Immutable;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Faults;

namespace Sweeper.Reporting;

/// <summary>Writes files so that each is there whole or not at all, and what was there before until then.</summary>
internal static class WholeFile
{
    /// <summary>
    /// Writes files under other names beside where they belong, and gives them their own only when all are complete. Folders are created.
    /// </summary>
    /// <param name="files">Path and content of each.</param>
    /// <param name="what">What they are, to begin the sentence with that says what is wrong.</param>
    /// <exception cref="SweeperException">A file cannot be written.</exception>
    public static void WriteAll(IEnumerable<(string Path, ImmutableArray<byte> Content)> files, string what)
    {
        var written = new List<(string Temporary, string Path)>();
        string current = "";
        try
        {
            foreach ((string path, ImmutableArray<byte> content) in files)
            {
                current = path;
                written.Add((Temporary(path), path));
                FaultSwitch.Before(FileStep.Write, path);
                File.WriteAllBytes(written[^1].Temporary, content.AsSpan());
            }

            foreach ((string temporary, string path) in written)
            {
                current = path;
                FaultSwitch.Before(FileStep.Rename, path);
                File.Move(temporary, path, overwrite: true);
            }
        }
        catch (Exception e)
        {
            foreach ((string temporary, string _) in written)
                Remove(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw new SweeperException($"{what} cannot be written to '{current}': {e.Message.TrimEnd('.')}. Choose another place with --output.", FailureKind.Environment, e);
            throw;
        }
    }

    private static string Temporary(string path)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new IOException("it is not a file");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to be told of.
        }
    }
}
