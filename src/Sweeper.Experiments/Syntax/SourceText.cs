using System.Globalization;
using System.Text;

namespace Sweeper.Experiments.Syntax;

/// <summary>Turns the bytes of a file into text that YAML allows.</summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes UTF-8, with or without a byte order mark.</summary>
    /// <exception cref="SyntaxException">The bytes are too many or not UTF-8.</exception>
    public static string Decode(byte[] bytes)
    {
        CheckSize(bytes.Length);
        if (IsUtf16(bytes))
            throw new SyntaxException(SourcePosition.Start, "the file is UTF-16 text; save it as UTF-8");
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            string before = Encoding.UTF8.GetString(bytes, 0, exception.Index);
            throw new SyntaxException(PositionAt(before, before.Length), "the file is not UTF-8 text; save it as UTF-8");
        }
    }

    // With a byte order mark, or every other byte of the first characters 0.
    private static bool IsUtf16(byte[] bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] or [not 0, 0, not 0, 0, ..];

    /// <summary>The text without its byte order mark.</summary>
    /// <exception cref="SyntaxException">The text is too long or has a character that YAML forbids.</exception>
    public static string Check(string text)
    {
        CheckSize(Encoding.UTF8.GetByteCount(text));
        text = text.TrimStart('\uFEFF');
        int forbidden = 0;
        while (forbidden < text.Length && IsAllowed(text[forbidden]))
            forbidden++;
        if (forbidden == text.Length)
            return text;

        int code = text[forbidden];
        throw new SyntaxException(
            PositionAt(text, forbidden),
            string.Create(CultureInfo.InvariantCulture, $"the character U+{code:X4} is not allowed in YAML; remove it"));
    }

    // YAML 1.2.2, section 5.1: tab, the line breaks and everything printable.
    private static bool IsAllowed(char c) =>
        c is '\t' or '\n' or '\r' or '\u0085' or (>= ' ' and <= '~') or (>= '\u00A0' and < '\uFFFE');

    private static void CheckSize(int bytes)
    {
        if (bytes <= SyntaxLimits.MaximumBytes)
            return;
        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"the file has more than {SyntaxLimits.MaximumBytes:N0} bytes; at most that many are allowed");
        throw new SyntaxException(SourcePosition.Start, message);
    }

    private static SourcePosition PositionAt(string text, int index)
    {
        int line = 1, lineStart = 0;
        for (int i = 0; i < index; i++)
        {
            bool isBreak = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (!isBreak)
                continue;
            line++;
            lineStart = i + 1;
        }

        return new SourcePosition(line, index - lineStart + 1);
    }
}
