namespace Sweeper.Storage.Writing;

/// <summary>Adds an attachment to a trial that has ended, in place of one of the same name. Its file is already in place.</summary>
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
