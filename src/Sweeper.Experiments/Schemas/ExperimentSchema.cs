using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Schemas;

/// <summary>
/// The JSON Schema of experiment files, by which editors complete and check them: draft 2020-12, made from the definitions that validate.
/// It knows what a single value may be; what values mean to each other only <see cref="ExperimentLoader"/> checks.
/// </summary>
public static class ExperimentSchema
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly NumberRange Any = new(double.NegativeInfinity);

    private static readonly NumberRange Positive = new(0, ExcludesMinimum: true);

    /// <summary>The schema as indented JSON that ends with a line feed.</summary>
    public static string Text { get; } = Create().ToJsonString(Options) + "\n";

    private static JsonObject Create()
    {
        JsonObject document = SchemaParts.Map(Keys(), ExperimentKeys.Name, ExperimentKeys.Dataset, ExperimentKeys.Parameters);
        document.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        document.Insert(1, "title", "Sweeper experiment");
        document["$defs"] = new JsonObject(
        [
            .. NetworkHyperparameters.All.Select(d => KeyValuePair.Create<string, JsonNode?>(d.Name, Value(d))),
            new("when", SchemaParts.Map(NetworkHyperparameters.All.Select(d => Keyed(d.Name, Listed(d))))),
            new("cells", SchemaParts.List(SchemaParts.Map(NetworkHyperparameters.All.Select(d => Keyed(d.Name, Parameter(d, false)))))),
        ]);
        return document;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Keys() =>
    [
        Keyed(ExperimentKeys.Name, new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z0-9][a-z0-9-]{0,63}$" }),
        Keyed(ExperimentKeys.Description, new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }),
        Keyed(ExperimentKeys.Dataset, SchemaParts.Any(SchemaParts.Type("string"), new JsonObject { ["type"] = "object", ["required"] = new JsonArray("name") })),
        Keyed(ExperimentKeys.Method, SchemaParts.OneOf(["grid", "random"])),
        Keyed(ExperimentKeys.Metric, SchemaParts.Map(
            [
                Keyed("name", SchemaParts.OneOf(NetworkMetrics.All)),
                Keyed("goal", SchemaParts.OneOf(["minimize", "maximize"])),
                Keyed("target", SchemaParts.Number(new NumberRange(0))),
            ],
            "name")),
        Keyed(ExperimentKeys.Parameters, SchemaParts.Map(NetworkHyperparameters.All.Select(d => Keyed(d.Name, Parameter(d, true))))),
        Keyed(ExperimentKeys.Exclude, Reference("cells")),
        Keyed(ExperimentKeys.Include, Reference("cells")),
        Keyed(ExperimentKeys.Zip, SchemaParts.List(SchemaParts.List(SchemaParts.OneOf(NetworkHyperparameters.All.Select(d => d.Name)), 2))),
        Keyed(ExperimentKeys.Repeats, SchemaParts.Integer(SettingRanges.Repeats)),
        Keyed(ExperimentKeys.Seed, SchemaParts.Integer(SettingRanges.Seed)),
        Keyed(ExperimentKeys.Evaluate, SchemaParts.Map(
            [Keyed("train", SchemaParts.OneOf(["running", "full"])), Keyed("test", SchemaParts.OneOf(["end", "each_epoch"]))])),
        Keyed(ExperimentKeys.EarlyStopping, SchemaParts.Map(
            [
                Keyed("monitor", SchemaParts.OneOf(NetworkMetrics.All)),
                Keyed("patience", SchemaParts.Integer(SettingRanges.Patience)),
                Keyed("min_delta", SchemaParts.Number(new NumberRange(0))),
                Keyed("restore_best", SchemaParts.Type("boolean")),
            ],
            "patience")),
        Keyed(ExperimentKeys.RunCap, SchemaParts.Integer(SettingRanges.RunCap)),
        Keyed(ExperimentKeys.MaxDuration, new JsonObject { ["type"] = "string", ["pattern"] = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$" }),
        Keyed(ExperimentKeys.Parallel, SchemaParts.Integer(SettingRanges.Parallel)),
    ];

    private static JsonObject Value(HyperparameterDefinition definition)
    {
        JsonObject schema = definition.ValueSchema();
        schema["description"] = $"{definition.Description}; default {definition.DefaultText}";
        return schema;
    }

    private static JsonObject Listed(HyperparameterDefinition definition) =>
        SchemaParts.Any(Reference(definition.Name), SchemaParts.List(Reference(definition.Name)));

    private static JsonObject Parameter(HyperparameterDefinition definition, bool hasCondition)
    {
        JsonNode item = Reference(definition.Name);
        List<KeyValuePair<string, JsonNode?>> keys =
        [
            Keyed("value", item),
            Keyed("values", SchemaParts.List(item.DeepClone())),
            Keyed("distribution", SchemaParts.OneOf(DistributionKind.All.Select(k => k.Name))),
            Keyed("probabilities", SchemaParts.List(SchemaParts.Number(new NumberRange(0, 1)))),
            Keyed("min", SchemaParts.Number(Any)),
            Keyed("max", SchemaParts.Number(Any)),
            Keyed("mu", SchemaParts.Number(Any)),
            Keyed("sigma", SchemaParts.Number(Positive)),
            Keyed("q", SchemaParts.Number(Positive)),
        ];
        if (hasCondition)
            keys.Add(Keyed("when", Reference("when")));
        return SchemaParts.Any(Reference(definition.Name), SchemaParts.List(Reference(definition.Name)), SchemaParts.Map(keys));
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static KeyValuePair<string, JsonNode?> Keyed(string key, JsonNode schema) => KeyValuePair.Create<string, JsonNode?>(key, schema);
}
