using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweeper.Experiments.Syntax;

/// <summary>
/// Builds the tree of a YAML document from the parser's events, checking <see cref="SyntaxLimits"/> on the way. Tags, merge
/// keys and repeated keys stay in it as they are written: what they mean, a <see cref="Dialect"/> says.
/// </summary>
internal sealed class SyntaxReader
{
    private readonly ErrorCollector _errors;
    private readonly SyntaxEvents _events;
    private readonly Dictionary<string, SyntaxNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private SyntaxReader(string text, ErrorCollector errors)
    {
        _errors = errors;
        _events = new SyntaxEvents(text);
    }

    /// <summary>The document's root, or null when there is nothing in it or it cannot be read; errors say why.</summary>
    public static SyntaxNode? Read(string text, ErrorCollector errors)
    {
        try
        {
            return new SyntaxReader(SourceText.Check(text), errors).ReadDocument();
        }
        catch (SyntaxException exception)
        {
            errors.Add(exception.Position, exception.Message);
            return null;
        }
    }

    private SyntaxNode? ReadDocument()
    {
        if (_events.Next() is StreamStart)
            _events.Next();
        if (_events.Current is StreamEnd)
        {
            _errors.Add(SourcePosition.Start, "the file is empty; an experiment has at least name, dataset and parameters");
            return null;
        }

        _events.Next();
        SyntaxNode root = ReadNode(depth: 0);
        _events.Next();
        if (_events.Next() is DocumentStart second)
        {
            SourcePosition position = SyntaxEvents.PositionOf(second.Start);
            throw new SyntaxException(position, "a second document begins here; a file holds one experiment");
        }

        return root;
    }

    private SyntaxNode ReadNode(int depth)
    {
        ParsingEvent current = _events.Current;
        SourcePosition position = SyntaxEvents.PositionOf(current.Start);
        if (current is AnchorAlias alias)
            return ReadAlias(alias, position, depth);

        Count(1, position);
        SyntaxNode node = current switch
        {
            SequenceStart => ReadSequence(position, depth + 1),
            MappingStart => ReadMapping(position, depth + 1),
            Scalar scalar => ReadScalar(scalar, position),
            _ => throw new SyntaxException(position, "the YAML is not well-formed here"),
        };
        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
            node = node with { Tag = tagged.Tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal) };

        // Only now, so that an alias inside the node it names finds no anchor.
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
            _anchors[anchored.Anchor.Value] = node;
        return node;
    }

    private SyntaxNode ReadAlias(AnchorAlias alias, SourcePosition position, int depth)
    {
        string name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out SyntaxNode? target))
            throw new SyntaxException(position, $"the alias '*{name}' has no anchor '&{name}' before it");
        Count(target.Size, position);
        CheckDepth(depth + target.Height, position);
        return target with { Position = position };
    }

    private static ScalarNode ReadScalar(Scalar scalar, SourcePosition position)
    {
        bool plain = scalar.Style == ScalarStyle.Plain;
        return new ScalarNode
        {
            Position = position,
            Text = scalar.Value,
            Kind = plain ? CoreSchema.KindOf(scalar.Value) : ScalarKind.Text,
            IsQuoted = !plain,
        };
    }

    private SequenceNode ReadSequence(SourcePosition position, int depth)
    {
        CheckDepth(depth, position);
        var items = ImmutableArray.CreateBuilder<SyntaxNode>();
        while (_events.Next() is not SequenceEnd)
            items.Add(ReadNode(depth));
        return new SequenceNode(items.ToImmutable()) { Position = position };
    }

    private MappingNode ReadMapping(SourcePosition position, int depth)
    {
        CheckDepth(depth, position);
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        while (_events.Next() is not MappingEnd)
        {
            SyntaxNode key = ReadNode(depth);
            _events.Next();
            SyntaxNode value = ReadNode(depth);
            if (AcceptKey(key) is ScalarNode accepted)
                entries.Add(new MappingEntry(accepted, value));
        }

        return new MappingNode(entries.ToImmutable()) { Position = position };
    }

    private ScalarNode? AcceptKey(SyntaxNode node)
    {
        if (node is ScalarNode key)
            return key;
        _errors.Add(node.Position, "a key is a single word, not a list or a map");
        return null;
    }

    private void Count(int nodes, SourcePosition position)
    {
        _nodes += nodes;
        if (_nodes <= SyntaxLimits.MaximumNodes)
            return;
        string limit = ErrorCollector.Text($"{SyntaxLimits.MaximumNodes:N0} nodes, aliases written out");
        throw new SyntaxException(position, $"with this the document has more than {limit}; make it smaller");
    }

    private static void CheckDepth(int depth, SourcePosition position)
    {
        if (depth <= SyntaxLimits.MaximumDepth)
            return;
        string limit = ErrorCollector.Text($"{SyntaxLimits.MaximumDepth} deep");
        throw new SyntaxException(position, $"lists and maps are nested more than {limit}; make them flatter");
    }
}
