using System.Text;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>A name and a number of a line.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The number; a percentage and a share of a total are divided.</param>
/// <param name="Digits">How many digits stand after its decimal point; -1 for a whole number.</param>
/// <param name="IsSigned">Whether <c>:</c> or <c>=</c> stands between them.</param>
/// <param name="IsPercent">Whether a percent sign follows.</param>
internal readonly record struct Pair(string Name, double Value, int Digits, bool IsSigned, bool IsPercent);

/// <summary>
/// Finds names and numbers in a line: <c>name: 1</c>, <c>name=1</c>, <c>name 1</c>, parted by commas, bars, tabs, dashes or wide
/// gaps. What stands in brackets behind a value (an average, a share) is passed over; so is what has a unit of time, size or
/// speed.
/// </summary>
internal sealed class PairScanner
{
    private readonly List<Pair> _pairs = [];
    private readonly StringBuilder _flat = new();
    private string _text = "";
    private int _name;
    private bool _follows;
    private string? _laterSet;

    /// <summary>Gets the pairs of the line that was read last.</summary>
    public IReadOnlyList<Pair> Pairs => _pairs;

    /// <summary>
    /// Gets the part of the data that the line speaks of before its first pair, such as <c>Test set</c>; null when it says none.
    /// </summary>
    public string? Set { get; private set; }

    /// <summary>Gets a value indicating whether the line has an assignment of something that is no number.</summary>
    public bool HasText { get; private set; }

    /// <summary>Reads a line without its step.</summary>
    public void Read(string line)
    {
        _pairs.Clear();
        _text = Flatten(line);
        (_name, _follows, _laterSet, Set, HasText) = (0, false, null, null, false);
        for (int at = 0; at < _text.Length;)
            at = Next(at);
        if (_pairs.Count == 0)
            NoteSet(_text.Length);
    }

    private int Next(int at)
    {
        switch (_text[at])
        {
            case '|' or ';' or ',' or '\t' or '>' or '<' or '•' or '━' or '│' or '{' or '}':
                return Break(at, at + 1);
            case ' ' when IsGap(at, out int after):
                return Break(at, after);
            case ':' or '=':
                return Sign(at);
            case var c when NumberText.MayStart(_text, at)
                && (at == _name || _text[at - 1] is ' ' or '|' || char.IsAsciiDigit(c)):
                return Number(at, at, false);
            default:
                return at + 1;
        }
    }

    private int Break(int at, int after)
    {
        NoteSet(at);
        _name = after;
        _follows = false;
        return after;
    }

    // Two blanks part, and so does a dash between blanks; but a padded number or sign belongs to the name before the gap.
    private bool IsGap(int at, out int after)
    {
        after = at;
        while (after < _text.Length && _text[after] == ' ')
            after++;
        if (after + 1 < _text.Length && _text[after] is '-' or '–' or '*' && _text[after + 1] == ' ')
        {
            after++;
            return true;
        }

        return after - at > 1
            && (after == _text.Length || (_text[after] is not (':' or '=') && !NumberText.TryRead(_text, after, out _, out _)));
    }

    private int Sign(int at)
    {
        int value = at + 1;
        while (value < _text.Length && _text[value] is ' ' or '"' or '\'')
            value++;
        if (value < _text.Length && NumberText.MayStart(_text, value))
        {
            int end = Number(at, value, true);
            if (end > value)
                return end;
        }

        if (_text[at] == ':' && at + 1 < _text.Length && _text[at + 1] is not (' ' or '\t'))
            return at + 1;

        // "train: loss=0.3; val: loss=0.4"
        if (_pairs.Count > 0 && Clean(_text.AsSpan(_name, at - _name)) is { Length: > 0 } word
            && MetricWords.SetWord(word) == word)
            _laterSet = word;
        HasText |= value < _text.Length && _text[value] is not ('|' or ',');
        NoteSet(at);
        _name = at + 1;
        _follows = false;
        return at + 1;
    }

    private int Number(int nameEnd, int start, bool isSigned)
    {
        if (!NumberText.TryRead(_text, start, out double value, out int end))
        {
            if (end == start)
                return isSigned ? start : start + 1;
            _name = end;
            _follows = false;
            return end;
        }

        // "Acc 1: 0.5", "mAP_0.5:0.95: 0.4": the number is part of the name.
        int next = end;
        while (next < _text.Length && _text[next] == ' ')
            next++;
        if (next < _text.Length && (_text[next] == '=' || (_text[next] == ':' && !isSigned)))
            return end;

        int digits = Digits(_text.AsSpan(start, end - start));
        bool isWanted = NumberUnit.Read(_text, ref end, ref value, out bool isPercent, out bool isShare);
        string name = Clean(_text.AsSpan(_name, nameEnd - _name));
        bool taken = isWanted && name.Length > 0 && !EndsInPreposition(name) && (isSigned || IsBare(name, end))
            && (!isShare || MetricWords.IsMeasure(name));
        if (taken)
            Take(name, value, isShare ? 2 : digits, isSigned, isPercent && !isShare);
        if (taken || isSigned || isShare || !isWanted || digits > 0)
        {
            _name = end;
            // A full stop ends what was spoken of.
            _follows = taken && !_text.AsSpan(end).StartsWith(". ");
        }

        return end;
    }

    // Without a sign a number belongs to the words before it when they fill the part of the line, or when they end in a measure.
    private bool IsBare(string name, int end)
    {
        // "LOSS train 0.5 valid 0.4": what is measured stands once.
        string last = name[(name.LastIndexOf(' ') + 1)..];
        if (MetricWords.IsMeasure(last)
            || (MetricWords.SetWord(last) == last && MetricWords.IsMeasure(name + (_follows ? _pairs[^1].Name : ""))))
            return true;

        while (end < _text.Length && _text[end] == ' ')
            end++;
        return !_follows && (end == _text.Length || _text[end] is '|' or ',' or ';' or '\t') && name.AsSpan().Count(' ') < 6;
    }

    private static bool EndsInPreposition(string name) =>
        name[(name.LastIndexOf(' ') + 1)..] is "to" or "from" or "by" or "at" or "than" or "until" or "after" or "with" or "for"
            or "the"
        || name.Contains(" from ", StringComparison.Ordinal) || name.Contains(" to ", StringComparison.Ordinal);

    private void Take(string name, double value, int digits, bool isSigned, bool isPercent)
    {
        // "val Loss: 0.2 Acc: 0.9": the set stands once for those that follow with nothing but a blank between.
        if (_follows && MetricWords.SetWord(name) is null && _pairs[^1].Name is var former
            && MetricWords.SetWord(former) is { } set && former.StartsWith(set + " ", StringComparison.Ordinal))
        {
            name = $"{set} {name}";
        }
        else if (_follows && !isSigned && MetricWords.SetWord(name) == name
            && _pairs[^1].Name.LastIndexOf(' ') is > 0 and var end)
        {
            name = $"{_pairs[^1].Name[..end]} {name}";
        }

        if (_laterSet is not null && MetricWords.SetWord(name) is null)
            name = $"{_laterSet}/{name}";
        _pairs.Add(new Pair(name, value, digits, isSigned, isPercent));
    }

    private void NoteSet(int end)
    {
        if (_pairs.Count > 0 || end <= _name)
            return;

        string text = Clean(_text.AsSpan(_name, end - _name).Trim(" ()[]"));
        if (MetricWords.SetWord(text) is { } word
            && (MetricWords.IsOtherSet(word) || text.StartsWith("pre", StringComparison.OrdinalIgnoreCase)))
        {
            Set = text.AsSpan().Count(' ') < 4 && !text.Contains('\'', StringComparison.Ordinal) ? text : word;
        }
    }

    // Brackets go, but for names with some, "loss (train): 0.5", and for pairs in some, "(loss: 0.5)".
    private string Flatten(string line)
    {
        if (line.AsSpan().IndexOfAny('(', '[') < 0)
            return line;

        _flat.Clear();
        for (int at = 0; at < line.Length; at++)
        {
            int close = line[at] is '(' or '[' ? Close(line, at) : -1;
            if (close < 0)
            {
                _flat.Append(line[at]);
                continue;
            }

            ReadOnlySpan<char> inside = line.AsSpan(at + 1, close - at - 1);
            ReadOnlySpan<char> after = line.AsSpan(close + 1).TrimStart(' ');
            bool isCall = at > 0 && char.IsLetterOrDigit(line[at - 1]);
            if (at > 0 && line[at] == '(' && !after.IsEmpty && after[0] is ':' or '=')
                _flat.Append(line, at, close + 1 - at);
            else if (!isCall && (
                inside.IndexOfAny(':', '=') > 0
                || (MetricWords.SetWord(inside.ToString()) is not null && !inside.Contains(' '))))
                _flat.Append('|').Append(inside).Append('|');
            else
                _flat.Append(line[at] == '[' && !isCall ? "|" : " ");
            at = close;
        }

        return _flat.ToString();
    }

    private static int Close(string line, int open)
    {
        int depth = 0;
        for (int at = open; at < line.Length; at++)
        {
            if (line[at] is '(' or '[')
                depth++;
            else if (line[at] is ')' or ']' && --depth == 0)
                return at;
        }

        return -1;
    }

    private static string Clean(ReadOnlySpan<char> name)
    {
        // "✅ Done! Test accuracy", "finished. Validation loss", ". New best score", ".5R"
        int sentence = name.LastIndexOf("ed. ") is >= 0 and var end ? end + 3 : 0;
        name = name[Math.Max(name.LastIndexOf("! ") + 1, sentence)..].Trim(" \t'\"*>|•");
        while (!name.IsEmpty && !char.IsLetterOrDigit(name[0]) && name[0] is not ('_' or '(')
            && !(name[0] == '.' && name.Length > 1 && char.IsAsciiDigit(name[1])))
        {
            name = name[1..];
        }

        foreach (string verb in (ReadOnlySpan<string>)[" is", " was", " of"])
        {
            if (name.EndsWith(verb, StringComparison.Ordinal))
                name = name[..^verb.Length];
        }

        bool isName = name.Length is > 0 and <= 100 && name[0] != '/' && !IsSourceFile(name)
            && !name.Contains("//", StringComparison.Ordinal)
            && name.IndexOfAnyInRange('A', 'z') >= 0;
        return isName ? name.ToString() : "";
    }

    // "train.py:42" at either end of a line is where it was printed from.
    private static bool IsSourceFile(ReadOnlySpan<char> name) =>
        name[(name.LastIndexOf('.') + 1)..] is "py" or "cc" or "cpp" or "cu" or "cs" or "java" or "jl" or "rs" or "go"
        && name.Contains('.');

    private static int Digits(ReadOnlySpan<char> number)
    {
        int point = number.IndexOf('.');
        return point >= 0 ? number[(point + 1)..].IndexOfAnyExceptInRange('0', '9') is >= 0 and var n ? n
            : number.Length - point - 1
            : number.IndexOfAny('e', 'E', 'n') >= 0 || number.IndexOfAny('N', 'i', 'I') >= 0 ? 0 : -1;
    }
}
