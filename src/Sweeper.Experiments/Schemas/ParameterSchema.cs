using System.Text.Json.Nodes;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Schemas;

/// <summary>The part of the JSON Schema that describes <c>parameters</c>, and the cells of <c>exclude</c> and <c>include</c>.</summary>
internal static class ParameterSchema
{
    /// <summary>The definition of a list of cells.</summary>
    public const string Cells = "cells";

    private const string When = "when";

    private static readonly string[] DistributionKeys = ["distribution", "probabilities", "min", "max", "mu", "sigma", "q"];
    private static readonly NumberRange Any = new(double.NegativeInfinity);
    private static readonly NumberRange Positive = new(0, ExcludesMinimum: true);

    /// <summary>The map under <c>parameters</c>.</summary>
    public static JsonObject Parameters() => Named(
        NetworkHyperparameters.All.Select(d => Keyed(d.Name, SchemaParts.Described(DescriptionOf(d), Parameter(d, hasCondition: true)))));

    public static string DescriptionOf(HyperparameterDefinition definition) => $"{definition.Description}; default {definition.DefaultText}";

    /// <summary>What the schema refers to besides the hyperparameters.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Definitions() =>
    [
        Keyed(When, "the hyperparameter exists only in cells with these values", Named(
            NetworkHyperparameters.All.Select(d => Keyed(d.Name, SchemaParts.Described(DescriptionOf(d), Listed(d)))))),
        Keyed(Cells, SchemaParts.List(Named(
            NetworkHyperparameters.All.Select(d => Keyed(d.Name, SchemaParts.Described(DescriptionOf(d), Parameter(d, hasCondition: false))))))),
        Keyed("distribution", "what values are drawn from", SchemaParts.OneOf(DistributionKind.All.Select(k => k.Name))),
        Keyed(
            "probabilities", "of each of the values, in their order; together 1", SchemaParts.List(SchemaParts.Number(new NumberRange(0, 1)))),
        Keyed("min", "the least value of the range", SchemaParts.Number(Any)),
        Keyed("max", "the greatest value of the range", SchemaParts.Number(Any)),
        Keyed("mu", "the mean of the normal distribution, or of the logarithm; default 0", SchemaParts.Number(Any)),
        Keyed("sigma", "the standard deviation of the normal distribution, or of the logarithm; default 1", SchemaParts.Number(Positive)),
        Keyed("q", "the step: values are multiples of it; default 1", SchemaParts.Number(Positive)),
    ];

    private static JsonObject Listed(HyperparameterDefinition definition) =>
        SchemaParts.Any(SchemaParts.Reference(definition.Name), Several(definition));

    private static JsonObject Parameter(HyperparameterDefinition definition, bool hasCondition)
    {
        List<KeyValuePair<string, JsonNode?>> keys =
        [
            Keyed("value", "the one value", SchemaParts.Reference(definition.Name)),
            Keyed("values", "the values to try", Several(definition)),
            .. DistributionKeys.Select(k => Keyed(k, SchemaParts.Reference(k))),
        ];
        if (hasCondition)
            keys.Add(Keyed(When, SchemaParts.Reference(When)));
        return SchemaParts.Any(SchemaParts.Reference(definition.Name), Several(definition), SchemaParts.Map(keys));
    }

    private static JsonObject Several(HyperparameterDefinition definition)
    {
        JsonObject list = SchemaParts.List(SchemaParts.Reference(definition.Name));
        list["uniqueItems"] = true;
        return list;
    }

    private static JsonObject Named(IEnumerable<KeyValuePair<string, JsonNode?>> hyperparameters)
    {
        JsonObject map = SchemaParts.Map(hyperparameters);
        map["minProperties"] = 1;
        return map;
    }

    private static KeyValuePair<string, JsonNode?> Keyed(string key, JsonNode schema) => KeyValuePair.Create<string, JsonNode?>(key, schema);

    private static KeyValuePair<string, JsonNode?> Keyed(string key, string description, JsonObject schema) =>
        Keyed(key, SchemaParts.Described(description, schema));
}
