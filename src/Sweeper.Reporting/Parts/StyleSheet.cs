using Microsoft.AspNetCore.Components;
using Sweeper.Reporting.Styles;

namespace Sweeper.Reporting.Parts;

/// <summary>
/// The report's style sheet: a constant, not escaped.
/// </summary>
internal static class StyleSheet
{
    private static readonly string[] Parts = ["colors.css", "chart.css", "report.css", "interaction.css", "classifier.css",
        "print.css"];

    /// <summary>The style sheet as it is.</summary>
    public static string Text { get; } = string.Concat(Parts.Select(EmbeddedText.Read));

    /// <summary>The style sheet, to be put into a style element without any space around it.</summary>
    public static MarkupString Markup => new(Text);

    /// <summary>The source expression that lets a content security policy allow it.</summary>
    public static string Source { get; } = EmbeddedText.SourceOf(Text);
}
