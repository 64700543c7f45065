using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Experiments.Schemas;

/// <summary>
/// The part of the JSON Schema that describes <c>parameters</c>, and the cells of <c>exclude</c> and <c>include</c>.
/// </summary>
/// <param name="kind">Whose hyperparameters they are.</param>
/// <param name="prefix">Comes before the names of definitions, so that those of several kinds do not collide.</param>
internal sealed class ParameterSchema(ITrialKind kind, string prefix)
{
    private const string CellsName = "cells";
    private const string When = "when";

    private const string OpenName = "hyperparameter";
    private const string NestedName = "parameters";

    private static readonly string[] DistributionKeys = ["distribution", "probabilities", "min", "max", "mu", "sigma", "q"];
    private static readonly string[] BetaKeys = ["a", "b"];
    private static readonly NumberRange Any = new(double.NegativeInfinity);
    private static readonly NumberRange Positive = new(0, ExcludesMinimum: true);

    private readonly ImmutableArray<HyperparameterDefinition> _all = kind.Hyperparameters.All;

    // Of which any number may stand under any name; null where the table is closed.
    private readonly HyperparameterDefinition? _open = kind.Hyperparameters.IsClosed
        ? null
        : kind.Hyperparameters.Find(OpenName);

    private readonly string[] _distributionKeys = kind.Dialect == Dialect.Wandb
        ? [.. DistributionKeys, .. BetaKeys]
        : DistributionKeys;

    /// <summary>A list of cells.</summary>
    public JsonObject Cells => Reference(CellsName);

    /// <summary>The name of a hyperparameter.</summary>
    public JsonObject Name =>
        kind.Hyperparameters.IsClosed ? SchemaParts.OneOf(_all.Select(d => d.Name)) : SchemaParts.Type("string");

    /// <summary>The map under <c>parameters</c>.</summary>
    public JsonObject Parameters() => Named(d => Parameter(d, hasCondition: true));

    private static string DescriptionOf(HyperparameterDefinition definition) =>
        $"{definition.Description}; default {definition.DefaultText}";

    /// <summary>What the schema refers to.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Definitions() =>
        Own().Select(d => KeyValuePair.Create(prefix + d.Key, d.Value));

    private IEnumerable<KeyValuePair<string, JsonNode?>> Own() =>
    [
        .. _all.Select(d => Keyed(d.Name, DescriptionOf(d), d.ValueSchema())),
        .. _open is null ? [] : new[] { Keyed(OpenName, _open.Description, _open.ValueSchema()) },
        .. kind.Dialect == Dialect.Wandb
            ? new[] { Keyed(NestedName, "hyperparameters inside this one, which is told as a map of them", Parameters()) }
            : [],
        Keyed(When, "the hyperparameter exists only in cells with these values", Named(Listed)),
        Keyed(CellsName, SchemaParts.List(Named(d => Parameter(d, hasCondition: false)))),
        Keyed(
            "distribution",
            "what values are drawn from",
            SchemaParts.OneOf(DistributionKind.All(kind.Dialect).Select(k => k.Name))),
        Keyed(
            "probabilities", "of each of the values, in their order; together 1",
            SchemaParts.List(SchemaParts.Number(new NumberRange(0, 1)))),
        Keyed("min", "the least value of the range", SchemaParts.Number(Any)),
        Keyed("max", "the greatest value of the range", SchemaParts.Number(Any)),
        Keyed("mu", "the mean of the normal distribution, or of the logarithm; default 0", SchemaParts.Number(Any)),
        Keyed(
            "sigma",
            "the standard deviation of the normal distribution, or of the logarithm; default 1",
            SchemaParts.Number(Positive)),
        Keyed("q", "the step: values are multiples of it; default 1", SchemaParts.Number(Positive)),
        .. kind.Dialect == Dialect.Wandb
            ? BetaKeys.Select(k => Keyed(k, $"the {k} of the beta distribution; default 1", SchemaParts.Number(Positive)))
            : [],
    ];

    private JsonObject Listed(HyperparameterDefinition definition) =>
        SchemaParts.Any(Reference(NameOf(definition)), Several(definition));

    private JsonObject Parameter(HyperparameterDefinition definition, bool hasCondition)
    {
        List<KeyValuePair<string, JsonNode?>> keys =
        [
            Keyed("value", "the one value", Reference(NameOf(definition))),
            Keyed("values", "the values to try", Several(definition)),
            .. _distributionKeys.Select(k => Keyed(k, Reference(k))),
        ];
        if (hasCondition)
            keys.Add(Keyed(When, Reference(When)));
        if (hasCondition && kind.Dialect == Dialect.Wandb)
            keys.Add(Keyed(NestedName, Reference(NestedName)));
        return SchemaParts.Any(One(definition), Several(definition), SchemaParts.Map(keys));
    }

    // A value by itself. Where any is one, a map is the long form all the same.
    private JsonObject One(HyperparameterDefinition definition) => ReferenceEquals(definition, _open)
        ? new JsonObject { ["type"] = new JsonArray("number", "string", "boolean", "null") }
        : Reference(definition.Name);

    private JsonObject Several(HyperparameterDefinition definition)
    {
        JsonObject list = SchemaParts.List(Reference(NameOf(definition)));
        if (kind.Dialect == Dialect.Sweeper)
            list["uniqueItems"] = true;
        return list;
    }

    private JsonObject Named(Func<HyperparameterDefinition, JsonObject> schema)
    {
        JsonObject map = SchemaParts.Map(_all.Select(d => Keyed(d.Name, SchemaParts.Described(DescriptionOf(d), schema(d)))));
        map["minProperties"] = 1;
        if (_open is not null)
            map["additionalProperties"] = schema(_open);
        return map;
    }

    private string NameOf(HyperparameterDefinition definition) =>
        ReferenceEquals(definition, _open) ? OpenName : definition.Name;

    private JsonObject Reference(string name) => SchemaParts.Reference(prefix + name);

    private static KeyValuePair<string, JsonNode?> Keyed(string key, JsonNode schema) =>
        KeyValuePair.Create<string, JsonNode?>(key, schema);

    private static KeyValuePair<string, JsonNode?> Keyed(string key, string description, JsonObject schema) =>
        Keyed(key, SchemaParts.Described(description, schema));
}
