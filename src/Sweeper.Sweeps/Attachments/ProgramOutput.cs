using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// The end of what a program wrote to its output and its error, the attachment <c>output_end</c> of a trial that failed: text
/// in UTF-8.
/// </summary>
public static partial class ProgramOutput
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "output_end";

    /// <summary>The most bytes that are kept.</summary>
    public const int MostBytes = 1 << 14;

    /// <summary>
    /// The last lines with anything in them, as a terminal would leave them, without colours and other controls.
    /// </summary>
    /// <param name="content">What was written; what is no UTF-8 is replaced.</param>
    /// <param name="most">So many at most.</param>
    public static ImmutableArray<string> LastLines(ReadOnlySpan<byte> content, int most) =>
    [
        .. Escapes().Replace(Encoding.UTF8.GetString(content), "").Split('\n').Select(LastState).Where(l => l.Length > 0)
            .TakeLast(most),
    ];

    // A bar of progress is written over itself.
    private static string LastState(string line)
    {
        string last = line.Split('\r').LastOrDefault(part => !string.IsNullOrWhiteSpace(part)) ?? "";
        return string.Concat(last.Where(c => c == '\t' || !char.IsControl(c))).TrimEnd();
    }

    [GeneratedRegex(@"\x1B(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(\x07|\x1B\\)|[@-Z\\^_])")]
    private static partial Regex Escapes();
}
