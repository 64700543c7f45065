namespace Sweeper.Storage.Writing;

/// <summary>A row of the table <c>attachments</c>: either the content, or the path of its file relative to the results folder.</summary>
internal sealed record AttachmentRow(long TrialId, string Name, string MediaType, int Bytes, byte[]? Content, string? Path);
