using System.Globalization;
using System.Text;

namespace Sweeper.Programs.Reports.Notation;

/// <summary>
/// An object as JSON or as Python writes it: <c>{"loss": NaN}</c>, <c>{'loss': 0.5, 'ok': True}</c>, also with
/// <c>tensor(0.5)</c> or <c>np.float64(0.5)</c> in it. A number becomes a long or a double, a text a string, an object a
/// dictionary, a list a list, all else null.
/// </summary>
internal ref struct LiteralText
{
    private const int MaximumDepth = 32;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private LiteralText(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads an object that fills the text; null when there is none.</summary>
    public static Dictionary<string, object?>? TryReadObject(ReadOnlySpan<char> text)
    {
        var reader = new LiteralText(text);
        bool read = reader.TryRead(out object? value) && reader.Peek() == '\0';
        return read ? value as Dictionary<string, object?> : null;
    }

    /// <summary>Reads a value that fills the text, or null.</summary>
    public static object? TryReadValue(ReadOnlySpan<char> text)
    {
        var reader = new LiteralText(text);
        return reader.TryRead(out object? value) ? value : null;
    }

    /// <summary>
    /// All numbers of an object, nested ones under names joined by dots; texts that are numbers too, media (with <c>_type</c>)
    /// not.
    /// </summary>
    public static IEnumerable<(string Name, double Value)> Numbers(Dictionary<string, object?> values, string prefix = "")
    {
        foreach ((string key, object? value) in values)
        {
            switch (value)
            {
                case double or long:
                    yield return (prefix + key, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                    break;
                case string text when NumberText.TryParse(text, out double number):
                    yield return (prefix + key, number);
                    break;
                case Dictionary<string, object?> inner when !inner.ContainsKey("_type"):
                    foreach ((string, double) found in Numbers(inner, $"{prefix}{key}."))
                        yield return found;
                    break;
            }
        }
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(char wanted)
    {
        if (Peek() != wanted)
            return false;
        _at++;
        return true;
    }

    private bool TryRead(out object? value)
    {
        value = null;
        if (_depth == MaximumDepth)
            return false;

        _depth++;
        bool read = Peek() switch
        {
            '{' => TryReadMembers(out value),
            '[' => TryReadList(']', out value),
            '(' => TryReadList(')', out value),
            '"' or '\'' => TryReadText(out value),
            '\0' => false,
            _ => TryReadScalar(out value),
        };
        _depth--;
        return read;
    }

    private bool TryReadMembers(out object? value)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        value = members;
        _at++;
        while (!Take('}'))
        {
            if (Peek() is not ('"' or '\'') || !TryReadText(out object? key) || !Take(':') || !TryRead(out object? member))
                return false;
            members[(string)key!] = member;
            if (!Take(',') && Peek() != '}')
                return false;
        }

        return true;
    }

    private bool TryReadList(char close, out object? value)
    {
        var items = new List<object?>();
        value = items;
        _at++;
        while (!Take(close))
        {
            if (!TryRead(out object? item))
                return false;
            items.Add(item);
            if (!Take(',') && Peek() != close)
                return false;
        }

        return true;
    }

    private bool TryReadText(out object? value)
    {
        char quote = _text[_at++];
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            char next = _text[_at++];
            if (next == '\\' && _at < _text.Length)
                next = Escaped(_text[_at++]);
            text.Append(next);
        }

        value = text.ToString();
        return _at++ < _text.Length;
    }

    private char Escaped(char letter)
    {
        if (letter == 'u' && _at + 4 <= _text.Length
            && ushort.TryParse(_text.Slice(_at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort code))
        {
            _at += 4;
            return (char)code;
        }

        return letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => letter };
    }

    private static object? Numeric(object? value) => value is double or long ? value : null;

    private bool TryReadScalar(out object? value)
    {
        value = null;
        if (NumberText.TryRead(_text, _at, out double number, out int end, hasCommas: false))
        {
            ReadOnlySpan<char> digits = _text[_at..end];
            value = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
                ? (object)whole : number;
            _at = end;
            return true;
        }

        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.'))
            _at++;
        if (_at == start)
            return false;

        // tensor(0.5, device='cuda:0'), np.float64(0.5): the first argument is the value.
        if (_at < _text.Length && _text[_at] == '(')
        {
            int open = _at;
            if (!TryRead(out object? arguments))
            {
                int close = _text[open..].IndexOf(')');
                _at = close < 0 ? _text.Length : open + close + 1;
                value = Numeric(TryReadValue(_text[(open + 1).._at]));
                return close >= 0;
            }

            value = arguments is List<object?> { Count: > 0 } list ? Numeric(list[0]) : null;
        }

        return true;
    }
}
