namespace Sweeper.Storage.Databases;

/// <summary>How closely a database is looked at before it is used.</summary>
internal enum DatabaseScrutiny
{
    /// <summary>By a reader, beside whoever writes: its first page.</summary>
    Brief,

    /// <summary>By the holder of the run lock, who knows that no byte has changed since the last holder closed it: its first page.</summary>
    Sealed,

    /// <summary>By the holder of the run lock: every page, row and reference.</summary>
    Thorough,
}
