using System.IO.Enumeration;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// Files by patterns: <c>results.csv</c>, <c>runs/*/metrics.csv</c>, <c>logs/**/*.jsonl</c>; a folder stands for all below it.
/// </summary>
internal static class FilePattern
{
    private const int Deepest = 16;

    private static readonly HashSet<string> Foreign =
        new(StringComparer.Ordinal) { ".git", "node_modules", "__pycache__", "site-packages", ".venv" };

    /// <summary>The files a pattern names, and whether it names the file itself rather than a folder above it.</summary>
    public static IEnumerable<(string Path, bool IsNamed)> Find(string directory, string pattern)
    {
        string full = Path.GetFullPath(Path.Combine(directory, pattern));
        string root = Path.GetPathRoot(full)!;
        return Expand(root, full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>
    /// All files below a folder, at any depth; links are not followed, and what packages and tools keep is passed over.
    /// </summary>
    public static IEnumerable<string> Below(string directory) => Directory.Exists(directory)
        ? new FileSystemEnumerable<string>(directory, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = Deepest,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !Foreign.Contains(entry.FileName.ToString()),
        }
        : [];

    private static IEnumerable<(string Path, bool IsNamed)> Expand(string directory, string[] parts)
    {
        if (parts.Length == 0)
            return Below(directory).Select(file => (file, false));
        if (!Directory.Exists(directory))
            return [];

        string part = parts[0];
        if (part == "**")
        {
            return Folders(directory).SelectMany(folder => Expand(folder, parts)).Concat(
                parts.Length > 1 ? Expand(directory, parts[1..]) : Below(directory).Select(file => (file, true)));
        }

        IEnumerable<string> entries = part.AsSpan().ContainsAny('*', '?')
            ? Directory.EnumerateFileSystemEntries(directory, "*")
            .Where(e => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(e), false))
            : [Path.Combine(directory, part)];
        return entries.Order(StringComparer.Ordinal).SelectMany(entry =>
            Directory.Exists(entry) ? Expand(entry, parts[1..])
            : parts.Length == 1 && File.Exists(entry) ? [(entry, true)] : Enumerable.Empty<(string, bool)>());
    }

    private static IEnumerable<string> Folders(string directory) => Directory
        .EnumerateDirectories(directory)
        .Where(d => !Foreign.Contains(Path.GetFileName(d)) && new DirectoryInfo(d).LinkTarget is null);
}
