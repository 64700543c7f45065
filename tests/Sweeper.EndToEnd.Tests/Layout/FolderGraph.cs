using System.Text.RegularExpressions;

namespace Sweeper.EndToEnd.Tests.Layout;

/// <summary>
/// Which folders of a project use which: those whose namespace a file's <c>using</c> lines name, and those above its own, which
/// it sees without such a line, where it mentions one of their types.
/// </summary>
internal sealed partial class FolderGraph
{
    private readonly Dictionary<string, HashSet<string>> _uses;

    private FolderGraph(Dictionary<string, HashSet<string>> uses) => _uses = uses;

    /// <summary>Every folder with sources, by its path below the project; the project's own is <c>.</c>.</summary>
    public IEnumerable<string> Folders => _uses.Keys;

    /// <param name="project">The folder of a project that is named after its namespace.</param>
    public static FolderGraph Read(string project)
    {
        string root = Path.GetFileName(project);
        Source[] sources = [.. Sources(project).Select(file => Source.Read(project, file))];
        Dictionary<string, Source[]> byFolder = sources.GroupBy(s => s.Folder).ToDictionary(g => g.Key, g => g.ToArray());
        Dictionary<string, HashSet<string>> types = byFolder.ToDictionary(
            f => f.Key, f => f.Value.SelectMany(s => s.Types).ToHashSet());
        return new FolderGraph(byFolder.ToDictionary(
            folder => folder.Key,
            folder => folder.Value.SelectMany(s => Used(s, root, types)).Where(used => used != folder.Key).ToHashSet()));
    }

    /// <summary>
    /// The groups of folders that use each other, directly or through others, each and all in alphabetical order.
    /// </summary>
    public IReadOnlyList<string[]> Circles() =>
    [
        .. Folders
            .Select(folder => Folders.Where(other => IsReached(folder, other) && IsReached(other, folder))
                .Order(StringComparer.Ordinal).ToArray())
            .Where(circle => circle.Length > 0)
            .DistinctBy(circle => circle[0])
            .OrderBy(circle => circle[0], StringComparer.Ordinal),
    ];

    /// <summary>A shortest way from a folder back to itself, such as <c>A → B → A</c>.</summary>
    /// <param name="folder">One of a circle.</param>
    public string WayBack(string folder)
    {
        var before = new Dictionary<string, string>();
        var waiting = new Queue<string>([folder]);
        while (!before.ContainsKey(folder))
        {
            string from = waiting.Dequeue();
            foreach (string to in _uses[from].Where(to => before.TryAdd(to, from)))
                waiting.Enqueue(to);
        }

        string way = folder, last = folder;
        do
            (last, way) = (before[last], $"{before[last]} → {way}");
        while (last != folder);
        return way;
    }

    private bool IsReached(string from, string to)
    {
        var seen = new HashSet<string>();
        var waiting = new Stack<string>(_uses[from]);
        while (waiting.TryPop(out string? folder))
        {
            if (folder == to)
                return true;
            if (seen.Add(folder))
                Array.ForEach([.. _uses[folder]], waiting.Push);
        }

        return false;
    }

    private static IEnumerable<string> Used(Source source, string root, Dictionary<string, HashSet<string>> types)
    {
        foreach (string name in source.Usings.Where(u => u == root || u.StartsWith(root + ".", StringComparison.Ordinal)))
        {
            // The name of a type behind "using static" is not one of a folder.
            string folder = name == root ? "." : name[(root.Length + 1)..].Replace('.', '/');
            while (folder != "." && !types.ContainsKey(folder))
                folder = Above(folder);
            if (types.ContainsKey(folder))
                yield return folder;
        }

        for (string above = source.Folder; above != ".";)
        {
            above = Above(above);
            if (types.TryGetValue(above, out HashSet<string>? declared) && declared.Overlaps(source.Words))
                yield return above;
        }
    }

    private static string Above(string folder) => folder.Contains('/') ? folder[..folder.LastIndexOf('/')] : ".";

    private static IEnumerable<string> Sources(string project) => Directory
        .EnumerateFiles(project, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
        .Where(file => !Path.GetRelativePath(project, file).Split('/', '\\').Any(part => part is "bin" or "obj"));

    private sealed partial record Source(string Folder, string[] Usings, string[] Types, HashSet<string> Words)
    {
        public static Source Read(string project, string file)
        {
            string text = Comment().Replace(File.ReadAllText(file), "");
            string folder = Path.GetRelativePath(project, Path.GetDirectoryName(file)!).Replace('\\', '/');
            string[] types = [.. Declaration().Matches(text).Select(m => m.Groups[1].Value)];
            if (Path.GetExtension(file) == ".razor")
                types = [.. types, Path.GetFileNameWithoutExtension(file)];
            return new Source(
                folder,
                [.. Using().Matches(text).Select(m => m.Groups[1].Value)],
                types,
                [.. Word().Matches(text).Select(m => m.Value)]);
        }

        [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
        private static partial Regex Comment();

        [GeneratedRegex(@"^@?using (?:static )?([\w.]+);?\r?$", RegexOptions.Multiline)]
        private static partial Regex Using();

        [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|record|interface|enum) (\w+)", RegexOptions.Multiline)]
        private static partial Regex Declaration();

        [GeneratedRegex(@"\w+")]
        private static partial Regex Word();
    }
}
