using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Sweeper.Reporting.Document;

/// <summary>
/// The report's style sheet: a constant, and with the hash below the only thing in a report that is not escaped.
/// </summary>
internal static class StyleSheet
{
    private static readonly string Text = Read();

    /// <summary>The style sheet, to be put into a style element without any space around it.</summary>
    public static MarkupString Markup => new(Text);

    /// <summary>
    /// The content security policy of a report: nothing may be loaded or run, and no style applies but this one.
    /// </summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Hash(Text)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read()
    {
        using Stream stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // The hash is over what a browser reads, and that has plain line feeds.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
