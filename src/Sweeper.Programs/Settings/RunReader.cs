using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Programs.Python;

namespace Sweeper.Programs.Settings;

/// <summary>Reads <c>run</c>.</summary>
internal sealed partial class RunReader(ValueReader values)
{
    public const string Key = "run";

    private const string Example = "{working_directory: trial, timeout: 2h, env: {LEVEL: \"2\"}}";
    private const string OwnVariables = "SWEEPER_";

    private static readonly NumberRange Counts = new(1, 1_024);
    private static readonly NumberRange GpuCounts = new(0, 64);
    private static readonly string[] Directories = ["here", "trial"];
    private static readonly string[] Keys = ["working_directory", "timeout", "grace", "cpus", "gpus", "env", "output_limit"];

    private static readonly FrozenDictionary<string, long> Units = new Dictionary<string, long>
    {
        [""] = 1, ["B"] = 1, ["kB"] = 1_000, ["KB"] = 1_000, ["MB"] = 1_000_000, ["GB"] = 1_000_000_000,
        ["KiB"] = 1L << 10, ["MiB"] = 1L << 20, ["GiB"] = 1L << 30,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The settings; where something is wrong, which is recorded, those that hold when nothing is said.</summary>
    public RunSettings Read(SyntaxNode? node)
    {
        RunSettings usual = RunSettings.Default;
        if (node is null
            || MapReader.Open(node, Key, Example, Keys, FrozenDictionary<string, string>.Empty,
                values.Errors) is not MapReader map)
            return usual;
        return new RunSettings
        {
            WorkingDirectory = Choice(map, "working_directory", Directories) == "trial"
                ? WorkingDirectory.Trial
                : WorkingDirectory.Here,
            Timeout = map.Find("timeout") is SyntaxNode timeout ? values.Duration(timeout, "run.timeout") : null,
            Grace = map.Find("grace") is SyntaxNode grace ? ReadGrace(grace) : usual.Grace,
            Cpus = (int?)Count(map, "cpus", Counts),
            Gpus = (int?)Count(map, "gpus", GpuCounts) ?? 0,
            Environment = map.Find("env") is SyntaxNode variables ? ReadVariables(variables) : [],
            OutputLimit = map.Find("output_limit") is SyntaxNode limit ? ReadSize(limit) : usual.OutputLimit,
        };
    }

    /// <summary>The JSON Schema of what it reads.</summary>
    public static JsonObject Schema() => SchemaParts.Map(new Dictionary<string, JsonNode?>
    {
        ["working_directory"] = SchemaParts.Described(
            "where programs run: in the folder in which run was started, or in that of the trial; "
            + "default here", SchemaParts.OneOf(Directories)),
        ["timeout"] = SchemaParts.Described(
            "how long an attempt may take, such as 90s or 2h; default as long as it likes", SchemaParts.Type("string")),
        ["grace"] = SchemaParts.Described(
            "how long a program has to end when it is asked to, until it is killed; default 30s",
            new JsonObject { ["type"] = new JsonArray("string", "integer") }),
        ["cpus"] = SchemaParts.Described(
            "the cores that a trial takes, which limits how many run at once; default 1", SchemaParts.Integer(Counts)),
        ["gpus"] = SchemaParts.Described(
            "the graphics processors that a trial takes; default 0", SchemaParts.Integer(GpuCounts)),
        ["env"] = SchemaParts.Described("variables that programs are given", new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        }),
        ["output_limit"] = SchemaParts.Described(
            "how much of the output of an attempt is kept, its head and its tail, such as 50MiB; default 50MiB",
            new JsonObject { ["type"] = new JsonArray("string", "integer") }),
    });

    private string? Choice(MapReader map, string key, string[] choices) =>
        map.Find(key) is SyntaxNode node ? values.Choice(node, $"{Key}.{key}", choices) : null;

    private long? Count(MapReader map, string key, NumberRange range) =>
        map.Find(key) is SyntaxNode node ? values.Integer(node, $"{Key}.{key}", range) : null;

    private TimeSpan ReadGrace(SyntaxNode node) =>
        node is ScalarNode { Text: "0" or "0s" }
            ? TimeSpan.Zero
            : values.Duration(node, "run.grace") ?? RunSettings.Default.Grace;

    private ImmutableArray<KeyValuePair<string, string>> ReadVariables(SyntaxNode node)
    {
        if (node is not MappingNode map)
        {
            values.Refuse(node, "run.env", "a map of variables such as {LEVEL: \"2\"}");
            return [];
        }

        return [.. map.Entries.Where(Accepts).Select(e => KeyValuePair.Create(e.Name, PythonValues.Read(e.Value).Text))];
    }

    private bool Accepts(MappingEntry entry)
    {
        if (!VariableForm().IsMatch(entry.Name))
            values.Errors.Add(
                entry.Key,
                $"'{DescribedNode.Printable(entry.Name)}' in run.env cannot be a variable; it must be letters, digits and _, "
                + $"no digit first");
        else if (entry.Name.StartsWith(OwnVariables, StringComparison.Ordinal))
            values.Errors.Add(entry.Key, $"'{entry.Name}' in run.env is one that Sweeper sets itself; call it otherwise");
        else if (entry.Value is not ScalarNode { Kind: not ScalarKind.Null } scalar
            || scalar.Text.Contains('\0', StringComparison.Ordinal))
            values.Refuse(entry.Value, $"run.env.{entry.Name}", "text, a number, true or false");
        else
            return true;
        return false;
    }

    private long ReadSize(SyntaxNode node)
    {
        if (node is ScalarNode scalar && SizeForm().Match(scalar.Text) is { Success: true } match
            && Units.TryGetValue(match.Groups[2].Value, out long unit))
        {
            double bytes = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit;
            if (bytes is >= 1_024 and <= 1L << 40)
                return (long)bytes;
        }

        values.Refuse(node, "run.output_limit", "a size such as 50MiB, from 1KiB to 1024GiB");
        return RunSettings.Default.OutputLimit;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableForm();

    [GeneratedRegex(@"^([0-9]{1,12}(?:\.[0-9]{1,6})?) ?([A-Za-z]{0,3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();
}
