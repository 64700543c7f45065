using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweeper.Experiments.Syntax;

/// <summary>The events of a YAML text one after the other, with the parser's complaints in words a user can act on.</summary>
internal sealed class SyntaxEvents
{
    private readonly string _text;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Stack<(SourcePosition Position, bool IsFlow)> _open = new();

    public SyntaxEvents(string text)
    {
        _text = text;
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>The event that <see cref="Next"/> returned last.</summary>
    public ParsingEvent Current => _parser.Current ?? throw new InvalidOperationException("No event was read.");

    /// <exception cref="SyntaxException">The text is not YAML.</exception>
    public ParsingEvent Next()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (YamlException exception)
        {
            throw Explain(PositionOf(exception.Start), exception.Message);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3 throws this for a key on a new line inside an open bracket.
            throw Explain(PositionOf(_scanner.CurrentPosition), "did not find expected ',' or closing bracket.");
        }

        Track(Current);
        return Current;
    }

    public static SourcePosition PositionOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private void Track(ParsingEvent current)
    {
        if (current is SequenceStart or MappingStart)
        {
            bool isFlow = current is SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow };
            _open.Push((PositionOf(current.Start), isFlow));
        }
        else if (current is SequenceEnd or MappingEnd)
        {
            _open.Pop();
        }
    }

    private SyntaxException Explain(SourcePosition reported, string complaint)
    {
        SourcePosition position = InText(reported);
        if (TabAt((int)_scanner.CurrentPosition.Line) is SourcePosition tab)
            return new SyntaxException(tab, "a tab indents this line; indent with spaces");
        bool isEscape = SyntaxComplaints.IsOfEscape(complaint);
        if (!isEscape && _open.TryPeek(out (SourcePosition Position, bool IsFlow) innermost) && innermost.IsFlow)
        {
            string message = $"the bracket opened at {innermost.Position} is not closed before this, or a comma is missing";
            return new SyntaxException(position, message);
        }

        return new SyntaxException(position, SyntaxComplaints.InWords(complaint));
    }

    // YamlDotNet puts the end of a text without a final line break on a line that does not exist.
    private SourcePosition InText(SourcePosition position)
    {
        string[] lines = _text.Split('\n');
        return position.Line <= lines.Length ? position : new SourcePosition(lines.Length, lines[^1].Length + 1);
    }

    private SourcePosition? TabAt(int lineNumber)
    {
        string? line = _text.Split('\n').ElementAtOrDefault(lineNumber - 1);
        int column = line?.AsSpan().IndexOfAnyExcept(' ') ?? -1;
        bool isTab = column >= 0 && line![column] == '\t' && !string.IsNullOrWhiteSpace(line);
        return isTab ? new SourcePosition(lineNumber, column + 1) : null;
    }
}
