using Sweeper.Datasets.Published;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Cli.Outputs;

/// <summary>Published files of a dataset that a user brought to this machine by hand, in a folder or one of them.</summary>
/// <param name="source">The dataset.</param>
/// <param name="from">The folder or the file.</param>
internal sealed class BroughtFiles(IDatasetSource source, string from)
{
    /// <summary>Copies those that are missing to where the dataset is looked for.</summary>
    /// <param name="files">The files of the dataset as they lie in the data folder.</param>
    /// <returns>How many were copied.</returns>
    /// <exception cref="SweeperException">One is not there, is not the published one, or cannot be copied.</exception>
    public int CopyMissing(IReadOnlyCollection<PublishedFile> files)
    {
        string full = Path.GetFullPath(from);
        if (!Path.Exists(full))
            throw new SweeperException($"--from is '{from}', and there is no {full}", FailureKind.Input);
        PublishedFile[] missing = [.. files.Where(f => f.State == PublishedFileState.Missing)];
        if (File.Exists(full))
            missing = [.. missing.Where(f => Find(f.File, Path.GetDirectoryName(full)!).Path == full)];
        if (missing.Length == 0 && File.Exists(full) && !files.Any(f => Path.GetFileName(f.Path) == Path.GetFileName(full)))
            throw new SweeperException(
                $"{full} is none of the files of {source.Name}: they are {string.Join(", ", files.Select(f => f.File.Name))}, "
                + $"plain or with .gz",
                FailureKind.Input);
        foreach (PublishedFile file in missing)
            Copy(Brought(file.File, full), Path.GetDirectoryName(file.Path)!);
        return missing.Length;
    }

    private PublishedFile Brought(DatasetFile file, string place)
    {
        PublishedFile found = Find(file, File.Exists(place) ? Path.GetDirectoryName(place)! : place);
        return found.State switch
        {
            PublishedFileState.Missing => throw new SweeperException(
                $"{place} has no {file.Name}, neither plain nor with .gz", FailureKind.Input),
            PublishedFileState.Different => throw new SweeperException(
                $"{found.Path} is not the published file of {source.Name}, or is damaged", FailureKind.Input),
            _ => found,
        };
    }

    // A folder of datasets has one of the dataset's name.
    private PublishedFile Find(DatasetFile file, string folder)
    {
        PublishedFile own = PublishedFile.Inspect(file, folder), below = PublishedFile.Inspect(
            file, Path.Combine(folder, source.Name));
        return own.State == PublishedFileState.Missing && below.State != PublishedFileState.Missing ? below : own;
    }

    private static void Copy(PublishedFile file, string folder)
    {
        try
        {
            using FileStream content = File.OpenRead(file.Path);
            WholeFile.Write(Path.Combine(folder, Path.GetFileName(file.Path)), content.CopyTo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweeperException($"{file.Path} cannot be copied to {folder}: {e.Message}", FailureKind.Environment, e);
        }
    }
}
