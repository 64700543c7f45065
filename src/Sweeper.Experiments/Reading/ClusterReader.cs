using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>cluster</c>, what tasks are given where trials train on a cluster.</summary>
internal sealed partial class ClusterReader(ValueReader values)
{
    private const string Name = ExperimentKeys.Cluster;
    private const string Example = "{partition: short, time: 30m, cpus: 4}";
    private static readonly string[] Keys =
        ["partition", "time", "cpus", "memory", "gpus", "at_once", "trials_per_task", "setup", "sbatch"];

    private static readonly NumberRange Counts = new(1, 100_000);
    private static readonly NumberRange GpuCounts = new(0, 1_000);

    /// <summary>The settings; null where nothing is said, or something is wrong.</summary>
    public ClusterSettings? Read(SyntaxNode? node)
    {
        int before = values.Errors.Count;
        if (node is null
            || MapReader.Open(node, Name, Example, Keys, FrozenDictionary<string, string>.Empty,
                values.Errors) is not MapReader map)
            return null;
        var settings = new ClusterSettings
        {
            Partition = map.Find("partition") is SyntaxNode partition ? values.Text(partition, $"{Name}.partition") : null,
            Time = map.Find("time") is SyntaxNode time ? values.Duration(time, $"{Name}.time") : null,
            Cpus = (int?)Count(map, "cpus", Counts) ?? 1,
            Memory = map.Find("memory") is SyntaxNode memory ? ReadMemory(memory) : null,
            Gpus = (int?)Count(map, "gpus", GpuCounts) ?? 0,
            AtOnce = (int?)Count(map, "at_once", Counts),
            TrialsPerTask = (int?)Count(map, "trials_per_task", Counts) ?? 1,
            Setup = ReadLines(map.Find("setup"), "setup", "[module load dotnet]"),
            Sbatch = ReadLines(map.Find("sbatch"), "sbatch", "[--account=x]"),
        };
        return values.Errors.Count == before ? settings : null;
    }

    /// <summary>The JSON Schema of what it reads.</summary>
    public static JsonObject Schema() => SchemaParts.Map(new Dictionary<string, JsonNode?>
    {
        ["partition"] = SchemaParts.Described("the partition of Slurm; default its own", SchemaParts.Type("string")),
        ["time"] = SchemaParts.Described("how long a task may take, such as 30m", SchemaParts.Type("string")),
        ["cpus"] = SchemaParts.Described("the cores of a task; default 1", SchemaParts.Integer(Counts)),
        ["memory"] = SchemaParts.Described("the memory of a task, such as 8G", SchemaParts.Text(MemoryPattern)),
        ["gpus"] = SchemaParts.Described("the graphics processors of a task; default 0", SchemaParts.Integer(GpuCounts)),
        ["at_once"] = SchemaParts.Described("how many tasks run at once at most", SchemaParts.Integer(Counts)),
        ["trials_per_task"] = SchemaParts.Described(
            "how many trials a task trains, one after the other; default 1", SchemaParts.Integer(Counts)),
        ["setup"] = SchemaParts.Described(
            "lines of shell before a task starts Sweeper", SchemaParts.List(SchemaParts.Type("string"))),
        ["sbatch"] = SchemaParts.Described("further options of sbatch", SchemaParts.List(SchemaParts.Type("string"))),
    });

    private long? Count(MapReader map, string key, NumberRange range) =>
        map.Find(key) is SyntaxNode node ? values.Integer(node, $"{Name}.{key}", range) : null;

    private string? ReadMemory(SyntaxNode node)
    {
        if (node is ScalarNode scalar && MemoryForm().IsMatch(scalar.Text))
            return scalar.Text;
        values.Refuse(node, $"{Name}.memory", "a size as Slurm writes it, such as 8G or 500M");
        return null;
    }

    private ImmutableArray<string> ReadLines(SyntaxNode? node, string key, string example)
    {
        if (node is null)
            return [];
        if (node is SequenceNode list && list.Items.All(
            i => i is ScalarNode { Kind: ScalarKind.Text } text && !text.Text.Contains('\n', StringComparison.Ordinal)))
            return [.. list.Items.Cast<ScalarNode>().Select(s => s.Text)];
        values.Refuse(node, $"{Name}.{key}", $"a list of lines of text such as {example}");
        return [];
    }

    private const string MemoryPattern = "^[1-9][0-9]{0,9}[KMGT]?$";

    [GeneratedRegex(@"^[1-9][0-9]{0,9}[KMGT]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex MemoryForm();
}
