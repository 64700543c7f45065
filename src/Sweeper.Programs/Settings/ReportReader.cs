using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Programs.Settings;

/// <summary>Reads <c>metrics</c>.</summary>
internal sealed class ReportReader(ValueReader values)
{
    public const string Key = "metrics";

    private const string Example = "{stdout: auto, files: [\"results.csv\"], rename: {val_acc: val/accuracy}}";
    private const string PatternAdvice = "give each metric a named group, as in 'step (?<step>\\d+).*acc (?<acc>[\\d.]+)'";

    // A pattern that backtracks for longer than this on a line would hold a trial up.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private static readonly string[] Keys = ["stdout", "files", "rename"];

    /// <summary>The settings; where something is wrong, which is recorded, those that hold when nothing is said.</summary>
    public ReportSettings Read(SyntaxNode? node)
    {
        if (node is null
            || MapReader.Open(node, Key, Example, Keys, FrozenDictionary<string, string>.Empty,
                values.Errors) is not MapReader map)
            return ReportSettings.Default;
        (OutputReading output, Regex? pattern) = map.Find("stdout") is SyntaxNode stdout
            ? ReadOutput(stdout)
            : (OutputReading.Auto, null);
        return new ReportSettings
        {
            Output = output,
            Pattern = pattern,
            Files = map.Find("files") is SyntaxNode files ? ReadFiles(files) : [],
            Names = map.Find("rename") is SyntaxNode rename ? ReadNames(rename) : ImmutableDictionary<string, string>.Empty,
        };
    }

    /// <summary>The JSON Schema of what it reads.</summary>
    public static JsonObject Schema() => SchemaParts.Map(new Dictionary<string, JsonNode?>
    {
        ["stdout"] = SchemaParts.Described(
            "what is read of what a program prints: auto for every form that is known, off, "
            + "or a pattern with a named group for each metric; default auto",
            new JsonObject { ["type"] = new JsonArray("string", "boolean") }),
        ["files"] = SchemaParts.Described(
            "files with metrics besides those in the trial's folder; * stands for anything, "
            + "** for folders too", SchemaParts.List(SchemaParts.Type("string"))),
        ["rename"] = SchemaParts.Described(
            "what metrics are to be called, by the names that programs give them",
            new JsonObject { ["type"] = "object", ["additionalProperties"] = SchemaParts.Type("string") }),
    });

    // YAML 1.1 has off for false.
    private (OutputReading Output, Regex? Pattern) ReadOutput(SyntaxNode node)
    {
        switch (node)
        {
            case ScalarNode { Kind: ScalarKind.Boolean } boolean when !CoreSchema.BooleanOf(boolean.Text):
            case ScalarNode { Text: "off" }:
                return (OutputReading.Off, null);
            case ScalarNode { Text: "auto" }:
                return (OutputReading.Auto, null);
            case ScalarNode { Kind: ScalarKind.Text } text:
                return (OutputReading.Pattern, ReadPattern(text));
            default:
                values.Refuse(node, "metrics.stdout", "auto, off or a pattern in quotes");
                return (OutputReading.Auto, null);
        }
    }

    private Regex? ReadPattern(ScalarNode node)
    {
        try
        {
            var pattern = new Regex(node.Text, RegexOptions.CultureInvariant, LongestMatch);
            if (pattern.GetGroupNames().Any(n => !int.TryParse(n, out _)))
                return pattern;
            values.Errors.Add(
                node,
                $"metrics.stdout is the pattern '{DescribedNode.Printable(node.Text)}', which has no named group; "
                + $"{PatternAdvice}");
        }
        catch (RegexParseException e)
        {
            // It begins with the pattern and the place, which the message has already.
            string what =
                e.Message[(e.Message.LastIndexOf(ErrorCollector.Text($"offset {e.Offset}. "), StringComparison.Ordinal) + 1)..];
            what = what[(what.IndexOf(". ", StringComparison.Ordinal) + 2)..].TrimEnd('.');
            string place = ErrorCollector.Text($"at its character {e.Offset}");
            values.Errors.Add(
                node,
                $"metrics.stdout is the pattern '{DescribedNode.Printable(node.Text)}', which is no regular expression {place}: "
                + $"{what}");
        }

        return null;
    }

    private ImmutableArray<string> ReadFiles(SyntaxNode node)
    {
        if (node is SequenceNode { Items.IsEmpty: false } list)
            return [.. list.Items.Select(i => Text(i, "an item of metrics.files")).OfType<string>()];
        if (node is ScalarNode { Kind: ScalarKind.Text } one && one.Text.Length > 0)
            return [one.Text];
        values.Refuse(node, "metrics.files", "a list of paths such as [\"results.csv\"]");
        return [];
    }

    private ImmutableDictionary<string, string> ReadNames(SyntaxNode node)
    {
        if (node is not MappingNode map)
        {
            values.Refuse(node, "metrics.rename", "a map of names such as {val_acc: val/accuracy}");
            return ImmutableDictionary<string, string>.Empty;
        }

        return map.Entries
            .Select(e => KeyValuePair.Create(e.Name, Text(e.Value, $"metrics.rename.{e.Name}") ?? e.Name))
            .ToImmutableDictionary(StringComparer.Ordinal);
    }

    private string? Text(SyntaxNode node, string name)
    {
        if (values.Text(node, name) is not string text)
            return null;
        if (text.Length == 0)
            values.Refuse(node, name, "text of at least one character");
        return text.Length == 0 ? null : text;
    }
}
