using Sweeper.Storage.Files;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Outputs;

/// <summary>Sees to it that no output takes the place of what Sweeper or its user cannot do without.</summary>
internal static class OutputPath
{
    private const int LongestMark = 16;

    /// <summary>Looks at where a file is to be written, through links and whatever it is called.</summary>
    /// <param name="path">Where a user wants it.</param>
    /// <param name="results">The results folder that is read.</param>
    /// <param name="option">What names the file on the command line.</param>
    /// <exception cref="SweeperException">
    /// It would replace a database, a model, a checkpoint, an experiment or a folder.
    /// </exception>
    public static void Check(string path, string results, string option = "--output")
    {
        string real = WithoutLinks(path);
        if (What(path, real, WithoutLinks(results)) is string what)
            throw new SweeperException(
                $"the output would replace {what}, '{real}'; choose another file with {option}", FailureKind.Input);
    }

    private static string? What(string path, string real, string results)
    {
        if (Directory.Exists(real) || Path.EndsInDirectorySeparator(path))
            return "a folder";
        if (ResultsFolder.Keeps(real, results))
            return "a file of the results themselves";
        if (!File.Exists(real))
            return null;
        string extension = Path.GetExtension(real).ToUpperInvariant();
        return extension is ".YAML" or ".YML" ? "an experiment" : OfContent(real);
    }

    /// <summary>
    /// What a file is that lies under another name or in another results folder; null for anything that may be replaced.
    /// </summary>
    private static string? OfContent(string path)
    {
        Span<byte> mark = stackalloc byte[LongestMark];
        try
        {
            // Pipes and devices have no length; reading from one would wait, or take something from it.
            if (new FileInfo(path).Length == 0)
                return null;
            using FileStream file = new(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            mark = mark[..file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        ReadOnlySpan<byte> log = [0x37, 0x7f, 0x06];
        return mark.StartsWith("SQLite format 3\0"u8) || mark.StartsWith(log) ? "a database"
            : mark.StartsWith("SWPRCKPT"u8) ? "a checkpoint"
            : mark.Length > sizeof(long) && mark[sizeof(long)] == (byte)'{' && mark[sizeof(long) - 1] == 0 ? "a model"
            : null;
    }

    /// <summary>The absolute path that a path leads to, each folder of it resolved.</summary>
    private static string WithoutLinks(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not string parent)
            return full;
        string candidate = Path.Combine(WithoutLinks(parent), Path.GetFileName(full));
        try
        {
            return File.ResolveLinkTarget(candidate, returnFinalTarget: true) is { } target
                ? WithoutLinks(target.FullName)
                : candidate;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is not there, or its links lead in a circle: then it is replaced by nobody.
            return candidate;
        }
    }
}
