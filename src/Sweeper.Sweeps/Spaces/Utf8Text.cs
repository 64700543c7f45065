using System.Buffers;
using System.Globalization;

namespace Sweeper.Sweeps.Spaces;

/// <summary>Writes into a buffer of UTF-8, without strings in between.</summary>
internal static class Utf8Text
{
    private const int LongestNumber = 64;

    /// <summary>Appends a number in the invariant culture.</summary>
    public static void Append<T>(this ArrayBufferWriter<byte> text, T number, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        number.TryFormat(text.GetSpan(LongestNumber), out int written, format, CultureInfo.InvariantCulture);
        text.Advance(written);
    }
}
