using System.Collections.Frozen;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>What follows a number: a percent sign, a total, a spread, a unit.</summary>
internal static class NumberUnit
{
    private static readonly FrozenSet<string> Unwanted = """
        ms us ns s sec secs second seconds min mins minute minutes m h hr hrs hour hours day days B kB KB MB GB KiB MiB GiB
        bytes M K G it images img imgs samples examples tok tokens steps step fps FPS px params parameters W Hz MHz hz words
        wps seqs GFLOPs GFLOPS items rows
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Reads on from the end of a number. False when its unit says that it measures no quality: a time, a size, a speed.
    /// </summary>
    public static bool Read(string text, ref int end, ref double value, out bool isPercent, out bool isShare)
    {
        isShare = ReadTotal(text, ref end, ref value, out bool isWanted);
        ReadSpread(text, ref end);
        int at = AfterBlanks(text, end);
        isPercent = at < text.Length && text[at] == '%';
        if (isPercent)
        {
            end = at + 1;
            if (!isShare)
                value = NumberText.OfPercent(value);
            return isWanted;
        }

        int word = at;
        while (word < text.Length && (char.IsAsciiLetter(text[word]) || text[word] == '/'))
            word++;
        ReadOnlySpan<char> unit = text.AsSpan(at, word - at);
        bool isUnit = word > at && at - end <= 1
            && (unit.IndexOf('/') > 0 || Unwanted.GetAlternateLookup<ReadOnlySpan<char>>().Contains(unit));
        // "s" at the next pair's place is that pair's name: "m: 3 s: 4".
        if (!isUnit || (word < text.Length && (text[word] is ':' or '=' or '_' or '-' || char.IsLetterOrDigit(text[word]))))
            return isWanted;

        end = word;
        return false;
    }

    // 913/10000 is a share where it measures something, and progress elsewhere.
    private static bool ReadTotal(string text, ref int end, ref double value, out bool isWanted)
    {
        isWanted = true;
        int at = AfterBlanks(text, end);
        if (at >= text.Length || text[at] != '/' || at + 1 >= text.Length)
            return false;

        int start = AfterBlanks(text, at + 1);
        if (start >= text.Length || !char.IsAsciiDigit(text[start])
            || !NumberText.TryRead(text.AsSpan(start), 0, out double total, out int length))
            return false;

        // "0.5771 / 0.0136" are two values, and the first is read.
        end = start + length;
        if (value != Math.Floor(value) || total != Math.Floor(total))
            return false;

        isWanted = total > 0 && value <= total;
        value /= total;
        return true;
    }

    private static void ReadSpread(string text, ref int end)
    {
        int at = AfterBlanks(text, end);
        foreach (string sign in (ReadOnlySpan<string>)["+/-", "±", "+-", "+"])
        {
            if (!text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal))
                continue;
            int start = AfterBlanks(text, at + sign.Length);
            if (NumberText.TryRead(text.AsSpan(start), 0, out _, out int length))
                end = start + length;
            return;
        }
    }

    private static int AfterBlanks(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }
}
