using Microsoft.AspNetCore.Components;

namespace Sweeper.Reporting.Document;

/// <summary>
/// The report's style sheet: a constant, not escaped.
/// </summary>
internal static class StyleSheet
{
    private static readonly string Text = Read();

    /// <summary>The style sheet, to be put into a style element without any space around it.</summary>
    public static MarkupString Markup => new(Text);

    /// <summary>The source expression that lets a content security policy allow it.</summary>
    public static string Source { get; } = EmbeddedText.SourceOf(Text);

    private static string Read() => EmbeddedText.Read("report.css") + EmbeddedText.Read("interaction.css") + EmbeddedText.Read("classifier.css") + EmbeddedText.Read("print.css");
}
