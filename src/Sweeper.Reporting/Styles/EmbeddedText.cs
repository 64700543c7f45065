using System.Security.Cryptography;
using System.Text;

namespace Sweeper.Reporting.Styles;

/// <summary>Texts that are built into the assembly and written into reports as they are.</summary>
internal static class EmbeddedText
{
    /// <summary>A text by its file name.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // Hashes are over what a browser reads, and that has plain line feeds.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The source expression by which a content security policy allows exactly this text.</summary>
    public static string SourceOf(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
