using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// A form in which programs write values into files. One is made for each file, so it may remember what it saw.
/// </summary>
internal abstract class FileForm
{
    /// <summary>
    /// Gets a value indicating whether the file is one document, written anew as a whole, rather than one that grows.
    /// </summary>
    public virtual bool IsDocument => false;

    /// <summary>Reads what follows, as far as it is complete.</summary>
    /// <param name="bytes">The content from an offset on; of a document all of it.</param>
    /// <param name="offset">Where it begins in the file.</param>
    /// <param name="isEnd">Whether nothing will follow.</param>
    /// <param name="found">Takes the values.</param>
    /// <returns>How many bytes were read, or may be passed over, which may be more than were given; the others are given again,
    /// with more behind them.</returns>
    public abstract long Read(ReadOnlySpan<byte> bytes, long offset, bool isEnd, MetricFound found);
}

/// <summary>What is known of a file before it is read.</summary>
/// <param name="Path">Its path below the folder it was found in, parted by <c>/</c>.</param>
/// <param name="IsNamed">Whether the user named it, and all in it are metrics.</param>
/// <param name="Head">How it begins.</param>
internal sealed record FoundFile(string Path, bool IsNamed, string Head)
{
    /// <summary>Gets its name without its folder.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Gets how its name ends, such as <c>.csv</c>.</summary>
    public string Extension => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    /// <summary>
    /// The name of a metric in this file: under the part of the data that the file or its folder is named for, unless it names
    /// one itself. So <c>loss</c> of <c>validation/events…</c> and of <c>train/events…</c> are two.
    /// </summary>
    public string Qualified(string name)
    {
        string stem = System.IO.Path.GetFileNameWithoutExtension(Name);
        string folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path) ?? "");
        string? set = Name.Contains("tfevents", StringComparison.Ordinal) ? null : MetricWords.SetWord(stem);
        if (set is not null && !MetricWords.IsOtherSet(set))
            set = null;
        if (set is null && MetricWords.SetWord(folder) is not null)
            set = folder;
        return set is null || MetricWords.SetWord(name) is not null ? name : $"{set}/{name}";
    }
}
