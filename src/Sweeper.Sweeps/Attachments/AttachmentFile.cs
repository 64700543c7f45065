namespace Sweeper.Sweeps.Attachments;

/// <summary>Where an attachment that is a file goes: a folder of the sweep's results folder, and an extension with its dot.</summary>
public sealed record AttachmentFile(string Folder, string Extension);
