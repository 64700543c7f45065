namespace Sweeper.Sweeps.Attachments;

/// <summary>The end of what a program wrote to its output and its error, the attachment <c>output_end</c> of a trial that failed: text in UTF-8.</summary>
public static class ProgramOutput
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "output_end";

    /// <summary>The most bytes that are kept.</summary>
    public const int MostBytes = 1 << 14;
}
