namespace Sweeper.Sweeps.Store;

/// <summary>An attachment as it is recorded, without its content.</summary>
/// <param name="Name">Unique within the trial.</param>
/// <param name="MediaType">Of the content.</param>
/// <param name="Bytes">The size of the content.</param>
/// <param name="Path">The absolute path of its file; null when it is in the database.</param>
public sealed record AttachmentRecord(string Name, string MediaType, long Bytes, string? Path);
