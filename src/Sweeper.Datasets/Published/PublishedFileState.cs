namespace Sweeper.Datasets.Published;

/// <summary>How a file of a published dataset lies on disk.</summary>
public enum PublishedFileState
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It has the published checksum.</summary>
    Verified,

    /// <summary>It has the published length, but lies unpacked, and only the checksum of the packed file is published.</summary>
    Unverified,

    /// <summary>It is another file, or a damaged one.</summary>
    Different,
}
