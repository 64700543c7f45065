namespace Sweeper.Sweeps.Durability;

/// <summary>
/// Files that are wholly there after a crash, or as they were before: each is written under a temporary name beside where it
/// belongs, synced, and given its own name, and then its folder is synced.
/// </summary>
public static class WholeFile
{
    /// <summary>
    /// Replaces or creates a file of a folder that is Sweeper's own; the folder is created when it is missing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="isSynced">False for what means nothing once the machine has lost power.</param>
    public static void Write(string path, ReadOnlyMemory<byte> content, bool isSynced = true) =>
        Write(path, stream => stream.Write(content.Span), isSynced: isSynced);

    /// <inheritdoc cref="Write(string, ReadOnlyMemory{byte}, bool)"/>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="beforeRename">
    /// Comes when the content is synced under the temporary name; when it throws, the file stays as it was.
    /// </param>
    /// <param name="isSynced">False for what means nothing once the machine has lost power.</param>
    public static void Write(string path, Action<FileStream> write, Action? beforeRename = null, bool isSynced = true)
    {
        Make(path, Fill, beforeRename, isSynced);

        void Fill(string temporary)
        {
            using FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            write(stream);
        }
    }

    /// <summary>
    /// The same for content that somebody else writes into the file of a name, such as SQLite. The temporary name is fixed, so
    /// that what a killed process left is overwritten by the next attempt.
    /// </summary>
    public static void Make(string path, Action<string> make, Action? beforeRename = null, bool isSynced = true)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = path + ".tmp";
        CreateFolder(folder);
        try
        {
            FileSteps.Before(FileStep.Open, temporary);
            make(temporary);
            FileSteps.Before(FileStep.Write, temporary);
            if (isSynced)
                Sync(temporary);
            beforeRename?.Invoke();
            FileSteps.Before(FileStep.Rename, path);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Remove(temporary);
            throw;
        }

        if (isSynced)
            FolderSync.Flush(folder);
    }

    /// <summary>
    /// Writes files to where a user wants them: each is given its name only when all are complete, and nothing else that lies
    /// there is touched. Folders are created. A device, such as <c>/dev/null</c>, is written to as it is.
    /// </summary>
    /// <param name="files">Path of each, and what writes its content.</param>
    /// <param name="what">What they are, to begin the sentence with that says what is wrong.</param>
    /// <param name="option">What names the place on the command line.</param>
    /// <exception cref="SweeperException">A file cannot be written.</exception>
    public static void WriteAll(IEnumerable<(string Path, Action<Stream> Write)> files, string what, string option = "--output")
    {
        var written = new List<(string Temporary, string Path)>();
        string current = "";
        try
        {
            foreach ((string path, Action<Stream> write) in files)
            {
                current = path;
                WriteBeside(Path.GetFullPath(path), write, written);
            }

            foreach ((string temporary, string path) in written)
            {
                current = path;
                FileSteps.Before(FileStep.Rename, path);
                File.Move(temporary, path, overwrite: true);
            }

            foreach (string folder in written.Select(w => Path.GetDirectoryName(w.Path)!).Distinct())
                FolderSync.Flush(folder);
        }
        catch (Exception e)
        {
            foreach ((string temporary, string _) in written)
                Remove(temporary);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new SweeperException(
                    $"{what} cannot be written to '{current}': {e.Message.TrimEnd('.')}. Choose another place with {option}.",
                    FailureKind.Environment,
                    e);
            }

            throw;
        }
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

    private static void WriteBeside(string path, Action<Stream> write, List<(string Temporary, string Path)> written)
    {
        FileSteps.Before(FileStep.Write, path);
        if (IsDevice(path))
        {
            using FileStream device = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        string folder = Path.GetDirectoryName(path) ?? throw new IOException("it is not a file");
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        written.Add((temporary, path));
        using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            // What nobody else may read stays so.
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(path));
            write(stream);
        }

        Sync(temporary);
    }

    // A file can take the name of a device, and the machine would then be without it.
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal)
            && File.Exists(path);

    private static void Sync(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        stream.Flush(flushToDisk: true);
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
