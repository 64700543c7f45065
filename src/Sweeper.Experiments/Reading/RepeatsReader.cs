using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>repeats</c>: a number, or how many at least and at most until the best cell stands apart.</summary>
internal sealed class RepeatsReader(ValueReader values)
{
    private const string Example = "{min: 3, max: 20, until: separated}";
    private const string Separated = "separated";

    private static readonly ImmutableArray<string> Keys = ["min", "max", "until"];

    /// <summary>The repeats of every cell, and the most of those that are not told apart; 1 and null when it is wrong.</summary>
    public (int Least, int? Most) Read(SyntaxNode? node)
    {
        if (node is null)
            return (1, null);
        if (node is not MappingNode)
            return ((int)(values.Integer(node, ExperimentKeys.Repeats, SettingRanges.Repeats, Example) ?? 1), null);
        MapReader map = MapReader.Open(node, ExperimentKeys.Repeats, Example, Keys, FrozenDictionary<string, string>.Empty,
            values.Errors)!;
        SyntaxNode?[] parts = [.. Keys.Select(key => map.Require(key, $"write repeats: {Example}", values.Errors))];
        long? least = Count(parts[0], "min"), most = Count(parts[1], "max");
        if (parts[2] is SyntaxNode until)
            values.Choice(until, $"{ExperimentKeys.Repeats}.until", [Separated]);
        if (most < least)
            values.Errors.Add(parts[1]!, ErrorCollector.Text($"repeats.max is {most}; it must be at least min, {least}"));
        return ((int)(least ?? 1), (int?)most);
    }

    /// <summary>Says what a document lacks or has that repeats until the best stands apart do not go with.</summary>
    public void Check(SyntaxNode? node, SamplerKind method, bool hasCap, Objective? objective)
    {
        if (node is not MappingNode)
            return;
        if (objective is { IsNone: true })
            values.Errors.Add(
                node, "repeats until separated compares cells by the metric, and none is given; write metric: {name: …}");
        if (method.Learner is not null)
            values.Errors.Add(
                node,
                $"repeats until separated compares cells that are known beforehand, and method {method.Name} proposes them from "
                + $"results; write a number, or method: random");
        else if (method.TakesRanges && !hasCap)
            values.Errors.Add(
                node,
                $"repeats until separated needs run_cap, which says how many cells method {method.Name} draws: "
                + $"as many as could all have max repeats");
    }

    /// <summary>What an editor is told of it.</summary>
    public static JsonObject Schema() => SchemaParts.Any(
        SchemaParts.Integer(SettingRanges.Repeats),
        SchemaParts.Map(
            [
                KeyValuePair.Create<string, JsonNode?>(
                    "min",
                    SchemaParts.Described("the repeats of every cell", SchemaParts.Integer(SettingRanges.SeparatedRepeats))),
                KeyValuePair.Create<string, JsonNode?>("max", SchemaParts.Described(
                    "the most repeats of the cells that cannot be told from the best",
                    SchemaParts.Integer(SettingRanges.SeparatedRepeats))),
                KeyValuePair.Create<string, JsonNode?>("until", SchemaParts.Described(
                    "when the rounds of further repeats end: once the best cell is told from all others",
                    SchemaParts.OneOf([Separated]))),
            ],
            [.. Keys]));

    private long? Count(SyntaxNode? node, string key) =>
        node is null ? null : values.Integer(node, $"{ExperimentKeys.Repeats}.{key}", SettingRanges.SeparatedRepeats);
}
