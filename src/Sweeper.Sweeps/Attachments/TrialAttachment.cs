namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// Something a trial produced that is not a metric: a confusion matrix, weights. What it means is agreed between the
/// kind of trial that writes it and the reader; the store only keeps it.
/// </summary>
public sealed record TrialAttachment
{
    /// <summary>Its name, unique within the trial: lower-case words joined by underscores.</summary>
    public required string Name { get; init; }

    /// <summary>The media type of <see cref="Content"/>, such as <c>application/json</c>.</summary>
    public required string MediaType { get; init; }

    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>
    /// When set, the content goes to the file <c>&lt;folder&gt;/trial-&lt;n&gt;&lt;extension&gt;</c> in the sweep's results folder, and not into the database.
    /// </summary>
    public AttachmentFile? File { get; init; }
}

/// <summary>Where an attachment that is a file goes: a folder of the sweep's results folder, and an extension with its dot.</summary>
public sealed record AttachmentFile(string Folder, string Extension);
