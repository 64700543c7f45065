using Sweeper.Sweeps.Faults;

namespace Sweeper.Storage.Files;

/// <summary>Files that are either wholly there after a crash, or not at all.</summary>
internal static class DurableFile
{
    /// <summary>
    /// Replaces or creates a file in one step: temporary name, sync, rename, sync of the folder. The temporary name is fixed, so
    /// what a killed process left is overwritten by the next attempt.
    /// </summary>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <inheritdoc cref="Write(string, byte[])"/>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="beforeRename">Comes when the content is synced under the temporary name; when it throws, the file stays as it was.</param>
    public static void Write(string path, Action<FileStream> write, Action? beforeRename = null)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = path + ".tmp";
        CreateFolder(folder);
        try
        {
            FaultSwitch.Before(FileStep.Open, temporary);
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                FaultSwitch.Before(FileStep.Write, temporary);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            beforeRename?.Invoke();

            FaultSwitch.Before(FileStep.Rename, path);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            // Best effort: the failure itself is what matters, and the next attempt overwrites the remains.
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw;
        }

        FolderSync.Flush(folder);
    }

    /// <summary>Creates a folder and those above it that are missing, and syncs the folders that hold them.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        string? parent = Path.GetDirectoryName(folder);
        if (parent is not null)
            CreateFolder(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null)
            FolderSync.Flush(parent);
    }
}
