namespace Sweeper.Sweeps.Durability;

/// <summary>
/// What everything passes that is done to the files of a results folder, so that whoever watches can let any step of it fail:
/// tests show with it that no full disk loses data.
/// </summary>
public static class FileSteps
{
    // Flows into every thread that is started while it is set, and into no other: tests run side by side.
    private static readonly AsyncLocal<Action<FileStep, string>?> Watcher = new();

    /// <summary>Watches the steps of the calling thread and of those it starts.</summary>
    /// <param name="watcher">Comes before each step, with the file that it is done to; what it throws is how the step
    /// fails.</param>
    public static void Watch(Action<FileStep, string>? watcher) => Watcher.Value = watcher;

    /// <summary>To be called before each step; does nothing unless it is watched.</summary>
    public static void Before(FileStep step, string path) => Watcher.Value?.Invoke(step, path);
}

/// <summary>What Sweeper does to the files of a results folder, step by step.</summary>
public enum FileStep
{
    /// <summary>A file is opened or created.</summary>
    Open,

    /// <summary>Bytes are written and synced; a commit of the database counts as one.</summary>
    Write,

    /// <summary>A complete file takes its name.</summary>
    Rename,
}
