using System.Collections.Immutable;

namespace Sweeper.Experiments.Syntax;

/// <summary>
/// Gives the values of a document the meaning that they have in YAML 1.1, as PyYAML's safe loader reads it, in the spelling
/// of YAML 1.2: <c>yes</c> becomes true, <c>010</c> 8, <c>12:30</c> 750, <c>1_000</c> 1000. Merge keys are merged, tags
/// of plain values are done, and of a repeated key the last counts. A number with an exponent that only YAML 1.2 knows, such as
/// <c>1e-3</c>, stays one.
/// </summary>
/// <remarks>https://yaml.org/type and the resolver of PyYAML.</remarks>
internal sealed class Yaml11Form(ErrorCollector errors)
{
    private bool _hasNoted;

    public SyntaxNode Read(SyntaxNode node) => node switch
    {
        ScalarNode scalar => ReadScalar(scalar),
        MappingNode map => ReadMap(map),
        SequenceNode list => ReadList(list),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private SequenceNode ReadList(SequenceNode list)
    {
        Refused(list, "!!seq");
        return new SequenceNode([.. list.Items.Select(Read)]) { Position = list.Position };
    }

    private MappingNode ReadMap(MappingNode map)
    {
        Refused(map, "!!map");
        MappingEntry[] own = [.. Last(map).Where(e => !MergeKey.Is(e.Key)).Select(e => e with { Value = Read(e.Value) })];
        MappingEntry? merge = map.Entries.FirstOrDefault(e => MergeKey.Is(e.Key));
        if (merge is null)
            return new MappingNode([.. own]) { Position = map.Position };

        // Own entries count more than merged ones, and of several maps the first.
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        foreach (SyntaxNode source in merge.Value is SequenceNode several ? several.Items : [merge.Value])
        {
            if (source is MappingNode taken)
                entries.AddRange(ReadMap(taken).Entries.Where(e => !own.Concat(entries).Any(o => o.Name == e.Name)));
            else
                errors.Add(source, $"<< is {DescribedNode.Found(source)}; it must be an alias of a map, or a list of such");
        }

        return new MappingNode([.. entries, .. own]) { Position = map.Position };
    }

    // Of a key that is repeated the last value counts, at the place of the first: as in a dict of Python.
    private IEnumerable<MappingEntry> Last(MappingNode map)
    {
        foreach (IGrouping<(string, bool), MappingEntry> same in map.Entries.GroupBy(e => (e.Name, MergeKey.Is(e.Key))))
        {
            MappingEntry last = same.Last();
            if (same.First() is var first && first != last)
                errors.Note(
                    last.Key,
                    $"the key '{DescribedNode.Printable(last.Name)}' is repeated; this value counts, "
                    + $"and not that at {first.Key.Position}");
            yield return last;
        }
    }

    private ScalarNode ReadScalar(ScalarNode scalar)
    {
        string? tag = Refused(scalar, "!!str", "!!int", "!!float", "!!bool", "!!null");
        if (tag is null)
        {
            // What is text in YAML 1.1 and a number with an exponent in YAML 1.2 stays one.
            ScalarKind plain = scalar.IsQuoted ? ScalarKind.Text : Yaml11.KindOf(scalar.Text);
            return plain == ScalarKind.Text
                ? scalar with { Tag = null, Kind = scalar.Kind == ScalarKind.Float ? ScalarKind.Float : ScalarKind.Text }
                : Spelled(scalar, plain, Yaml11.ValueOf(scalar.Text, plain)!);
        }

        ScalarKind kind = Yaml11.KindOfTag(tag);
        if (Yaml11.ValueOf(scalar.Text, kind) is string value)
            return Spelled(scalar with { IsQuoted = kind == ScalarKind.Text, Tag = null }, kind, value);
        errors.Add(scalar, $"{DescribedNode.Found(scalar)} is no value of the tag {tag}; write it without the tag");
        return scalar with { Tag = null };
    }

    private ScalarNode Spelled(ScalarNode scalar, ScalarKind kind, string text)
    {
        if (text == scalar.Text)
            return scalar with { Kind = kind };
        if (kind == ScalarKind.Integer && scalar.Text.AsSpan().IndexOfAny('_', 'b', 'x') < 0)
            NoteReading(scalar, text);
        return scalar with { Kind = kind, Text = text, Spelling = scalar.Text };
    }

    // 010 and 12:30, which seldom mean what they are.
    private void NoteReading(ScalarNode scalar, string text)
    {
        if (!_hasNoted && !scalar.Text.StartsWith('+'))
            errors.Note(scalar, $"{scalar.Text} is the number {text} here, as in YAML 1.1; put it in quotes where it is text");
        _hasNoted = true;
    }

    private string? Refused(SyntaxNode node, params ReadOnlySpan<string> allowed)
    {
        if (node.Tag is null || allowed.Contains(node.Tag))
            return node.Tag;
        errors.Add(node, $"the tag '{DescribedNode.Printable(node.Tag)}' is not allowed; write the value without it");
        return null;
    }
}
