namespace Sweeper.Storage.Writing;

/// <summary>A row of the table <c>attachments</c>: either the content, or the path of its file relative to the results folder.</summary>
internal sealed record AttachmentRow(long TrialId, string Name, string MediaType, int Bytes, byte[]? Content, string? Path)
{
    public void Insert(WriterSession session) => session.Statement(
        """
        INSERT INTO attachments (trial_id, name, media_type, bytes, content, path) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """).Run(TrialId, Name, MediaType, Bytes, Content, Path);
}
