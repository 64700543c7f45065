namespace Sweeper.Storage.Writing;

/// <summary>
/// Adds an attachment to a trial that has ended, in place of one of the same name. Its file is already in place.
/// </summary>
internal sealed class AttachWrite : Write
{
    public required TrialKey Trial { get; init; }

    public required AttachmentRow Attachment { get; init; }

    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
        session.Statement("DELETE FROM attachments WHERE trial_id = ?1 AND name = ?2").Run(Trial.Id, Attachment.Name);
        Attachment.Insert(session);
    }
}

/// <summary>
/// A row of the table <c>attachments</c>: either the content, or the path of its file relative to the results folder.
/// </summary>
internal sealed record AttachmentRow(long TrialId, string Name, string MediaType, int Bytes, byte[]? Content, string? Path)
{
    /// <summary>The checksum of the file, in lower-case hexadecimal digits; null when the content is in the row.</summary>
    public string? Sha256 { get; init; }

    public void Insert(WriterSession session) => session.Statement(
        """
        INSERT INTO attachments (trial_id, name, media_type, bytes, content, path, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """).Run(TrialId, Name, MediaType, Bytes, Content, Path, Sha256);
}
