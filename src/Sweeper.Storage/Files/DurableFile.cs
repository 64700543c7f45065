namespace Sweeper.Storage.Files;

/// <summary>Files that are either wholly there after a crash, or not at all.</summary>
internal static class DurableFile
{
    /// <summary>
    /// Replaces or creates a file in one step: temporary name, sync, rename, sync of the folder. The temporary name is fixed, so
    /// what a killed process left is overwritten by the next attempt.
    /// </summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = path + ".tmp";
        CreateFolder(folder);
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

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
