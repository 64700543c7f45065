namespace Sweeper.Neural.Datasets;

/// <summary>A file of a published dataset, looked for on disk.</summary>
/// <param name="File">The file as it is published.</param>
/// <param name="Path">Where it is; where it would be fetched to when it is missing.</param>
/// <param name="State">Whether it is the right one.</param>
public sealed record PublishedFile(DatasetFile File, string Path, PublishedFileState State);
