using System.Text;

namespace Sweeper.Programs.Reports.Notation;

/// <summary>
/// Lines out of the bytes that a program prints, as a terminal shows them: backspaces go back, colours and cursor movements, NUL
/// bytes, byte order marks and broken UTF-8 vanish. A carriage return ends a line as a line feed does, for a bar is drawn that
/// way again and again.
/// </summary>
/// <param name="line">Takes a line.</param>
/// <param name="lineFeed">Told after each line that a line feed ended.</param>
/// <param name="dropped">Told of a line that was longer than <see cref="MaximumBytes"/> and is dropped.</param>
internal sealed class PrintedLines(Action<string> line, Action lineFeed, Action dropped)
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private const byte Escape = 0x1b;

    private byte[] _pending = new byte[256];
    private int _length;
    private bool _drops;
    private bool _afterReturn;
    private char[] _characters = new char[256];

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                Keep(bytes);
                return;
            }

            if (_length == 0 && !_drops)
            {
                Finish(bytes[..end], bytes[end]);
            }
            else
            {
                Keep(bytes[..end]);
                Finish(_pending.AsSpan(0, _length), bytes[end]);
                _length = 0;
            }

            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Nothing follows: what stands behind the last line feed is a line too.</summary>
    /// <param name="isCut">Whether it may be broken off: it counts only when it ends as bars and objects do.</param>
    public void End(bool isCut)
    {
        if (_length > 0 && !(isCut && _pending[_length - 1] is not ((byte)']' or (byte)'}')))
            Finish(_pending.AsSpan(0, _length), (byte)'\n');
        _length = 0;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_drops || _length + bytes.Length > MaximumBytes)
        {
            if (!_drops)
                dropped();
            _drops = true;
            _length = 0;
            return;
        }

        if (_pending.Length < _length + bytes.Length)
            Array.Resize(ref _pending, Math.Max(_pending.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_pending.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Finish(ReadOnlySpan<byte> bytes, byte end)
    {
        bool isRest = end == (byte)'\n' && _afterReturn && bytes.IsEmpty;
        if (!_drops && bytes.Length > MaximumBytes)
            dropped();
        else if (!_drops && !isRest)
            line(Text(bytes));
        _drops = false;
        _afterReturn = end == (byte)'\r';
        if (!_afterReturn)
            lineFeed();
    }

    private string Text(ReadOnlySpan<byte> bytes)
    {
        if (_characters.Length < bytes.Length)
            _characters = new char[Math.Max(bytes.Length, _characters.Length * 2)];

        int length = Encoding.UTF8.GetChars(bytes, _characters);
        Span<char> text = _characters.AsSpan(0, length);
        bool isPlain = !text.ContainsAnyInRange('\0', '\b') && !text.ContainsAny([(char)Escape, '\ufffd', '\ufeff', '\u007f']);
        return new string(isPlain ? text : text[..Show(text)]);
    }

    // In place: what is shown is never longer than what was printed.
    private static int Show(Span<char> text)
    {
        int cursor = 0;
        int length = 0;
        for (int at = 0; at < text.Length; at++)
        {
            char next = text[at];
            if (next == Escape)
            {
                at = EndOfEscape(text, at);
            }
            else if (next == '\b')
            {
                cursor = Math.Max(0, cursor - 1);
            }
            else if (next is (>= ' ' and not ('\u007f' or '\ufffd' or '\ufeff')) or '\t')
            {
                text[cursor++] = next;
                length = Math.Max(length, cursor);
            }
        }

        return length;
    }

    // ECMA-48: ESC [ parameters letter, ESC ] text BEL, ESC and one more.
    private static int EndOfEscape(ReadOnlySpan<char> text, int at)
    {
        if (at + 1 >= text.Length)
            return at;
        if (text[at + 1] == ']')
        {
            int bell = text[at..].IndexOfAny('\a', '\\');
            return bell < 0 ? text.Length : at + bell;
        }

        if (text[at + 1] != '[')
            return at + 1;

        int end = at + 2;
        while (end < text.Length && text[end] is >= ' ' and < '@')
            end++;
        return end;
    }
}
