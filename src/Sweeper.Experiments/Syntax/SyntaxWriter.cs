using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweeper.Experiments.Syntax;

/// <summary>Writes documents as YAML that reads the same again. Comments are lost, and aliases are written out.</summary>
internal static class SyntaxWriter
{
    // Maps that are deeper, and lists, stand in a line.
    private const int BlockLevels = 2;

    public static string Write(MappingNode document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, EmitterSettings.Default.WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(document, emitter, level: 0);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(SyntaxNode node, Emitter emitter, int level)
    {
        TagName tag = node.Tag?.Replace("!!", "tag:yaml.org,2002:", StringComparison.Ordinal) is string full
            ? new TagName(full)
            : TagName.Empty;
        switch (node)
        {
            case ScalarNode scalar:
                ScalarStyle style = scalar.IsQuoted ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain;
                string value = scalar is { Kind: ScalarKind.Null, IsQuoted: false } ? "null" : scalar.Written;
                emitter.Emit(new Scalar(AnchorName.Empty, tag, value, style, tag.IsEmpty, tag.IsEmpty));
                break;
            case SequenceNode list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, tag, tag.IsEmpty, SequenceStyle.Flow));
                foreach (SyntaxNode item in list.Items)
                    Write(item, emitter, BlockLevels);
                emitter.Emit(new SequenceEnd());
                break;
            case MappingNode map:
                MappingStyle form = level < BlockLevels ? MappingStyle.Block : MappingStyle.Flow;
                emitter.Emit(new MappingStart(AnchorName.Empty, tag, tag.IsEmpty, form));
                foreach (MappingEntry entry in map.Entries)
                {
                    Write(entry.Key, emitter, BlockLevels);
                    Write(entry.Value, emitter, level + 1);
                }

                emitter.Emit(new MappingEnd());
                break;
        }
    }
}
