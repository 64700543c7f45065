namespace Sweeper.Sweeps.Faults;

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
