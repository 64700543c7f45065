using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Samplers;

namespace Sweeper.Experiments.Schemas;

/// <summary>The JSON Schema of experiments of one kind of trial.</summary>
/// <param name="kind">The kind.</param>
/// <param name="prefix">Comes before the names of its definitions.</param>
internal sealed class KindSchema(ITrialKind kind, string prefix)
{
    // Something to read, and nothing that controls a terminal.
    private const string TitlePattern = @"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$";

    private readonly ParameterSchema _parameters = new(kind, prefix);

    /// <summary>What the document refers to.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Definitions() => _parameters.Definitions();

    /// <summary>The whole document, made anew.</summary>
    public JsonObject Document()
    {
        KeyValuePair<string, JsonNode?>[] keys = [.. Common().SelectMany(key => Own(key.Key).Prepend(key))];
        string[] required = [ExperimentKeys.Parameters, .. kind.Keys.Where(k => k.IsRequired).Select(k => k.Name)];
        JsonObject document = Loose(SchemaParts.Map(keys, [.. keys.Select(k => k.Key).Where(required.Contains)]));
        JsonNode[] claiming =
            [.. kind.Keys.Where(k => k.Claims).Select(k => new JsonObject { ["required"] = new JsonArray(k.Name) })];
        if (claiming.Length > 0)
            document["anyOf"] = new JsonArray(claiming);
        return document;
    }

    // Keys that mean nothing are passed over in such files.
    private JsonObject Loose(JsonObject map)
    {
        if (kind.Dialect == Dialect.Wandb)
            map.Remove("additionalProperties");
        return map;
    }

    // The keys of the kind that follow one of all kinds.
    private IEnumerable<KeyValuePair<string, JsonNode?>> Own(string after) =>
        kind.Keys.Where(k => k.After == after).Select(k => Keyed(k.Name, k.Description, k.Schema()));

    private IEnumerable<KeyValuePair<string, JsonNode?>> Common() =>
    [
        Keyed(
            ExperimentKeys.Name,
            "what the experiment is called, in a line; its folder is named after it; default the name of the file",
            new JsonObject { ["type"] = new JsonArray("string", "number", "boolean"),
                ["maxLength"] = ExperimentReader.LongestTitle, ["pattern"] = TitlePattern }),
        Keyed(
            ExperimentKeys.Description,
            "what the experiment is about, for tables and the report",
            new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }),
        Keyed(
            ExperimentKeys.Method,
            $"{string.Join("; ", SamplerKinds.All.Select(s => $"{s.Name} {s.Description}"))}; default {GridSampler.Kind.Name}",
            SchemaParts.OneOf(SamplerKinds.All.SelectMany(s => s.Aliases.Prepend(s.Name)))),
        Keyed(ExperimentKeys.Metric, $"the objective, by which trials are ranked; default {kind.Metrics.DefaultText}",
            Loose(SchemaParts.Map(
            [
                Keyed("name", "the metric", Metric()),
                Keyed("goal", $"default {kind.Metrics.GoalText}", SchemaParts.OneOf(["minimize", "maximize"])),
                Keyed("target", "once a trial reaches it, no further one starts", SchemaParts.Number(kind.Metrics.Numbers)),
            ],
            "name"))),
        Keyed(ExperimentKeys.Parameters, "the hyperparameters: a value is fixed, a list is swept", _parameters.Parameters()),
        Keyed(ExperimentKeys.Exclude, "cells to leave out: maps of values, a list meaning any of them", _parameters.Cells),
        Keyed(ExperimentKeys.Include, "cells to add beyond the product", _parameters.Cells),
        Keyed(
            ExperimentKeys.Zip,
            "groups of hyperparameters that vary together, the first value of one with the first of the others",
            SchemaParts.List(SchemaParts.List(_parameters.Name, 2))),
        Keyed(ExperimentKeys.Repeats, "train every cell with so many seeds; default 1", RepeatsReader.Schema()),
        Keyed(
            ExperimentKeys.Seed,
            $"everything random derives from it; default {Experiment.DefaultSeed}",
            SchemaParts.Integer(SettingRanges.Seed)),
        Keyed(ExperimentKeys.EarlyStopping, "ends a trial whose own metric no longer improves", SchemaParts.Map(
            [
                Keyed("monitor", "the metric that is watched; default the objective", Metric()),
                Keyed(
                    "patience",
                    "epochs without an improvement after which it ends",
                    SchemaParts.Integer(SettingRanges.Patience)),
                Keyed("min_delta", "the least change that is an improvement; default 0", SchemaParts.Number(new NumberRange(0))),
                Keyed("restore_best", "keep the weights of the best epoch; default true", SchemaParts.Type("boolean")),
            ],
            "patience")),
        Keyed(ExperimentKeys.EarlyTerminate, "ends trials that do worse than the others", PruningSchema.Create()),
        Keyed(ExperimentKeys.RunCap, "at most so many trials", SchemaParts.Integer(SettingRanges.RunCap)),
        Keyed(
            ExperimentKeys.MaxDuration,
            "of the sweep, such as 90s, 30m, 2h or 1h30m; no trial starts after it",
            new JsonObject { ["type"] = "string", ["pattern"] = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$",
                ["minLength"] = 2 }),
        Keyed(
            ExperimentKeys.Patience,
            "no trial starts once so many after the best one have ended without being better",
            SchemaParts.Integer(SettingRanges.RunCap)),
        Keyed(
            ExperimentKeys.History,
            "earlier sweeps, recorded or imported, whose trials the sampler learns from too",
            SchemaParts.List(SchemaParts.Type("string"))),
        Keyed(
            ExperimentKeys.Retry,
            "further attempts of a failed trial, each in a later run; default 1",
            SchemaParts.Integer(SettingRanges.Retry)),
        Keyed(
            ExperimentKeys.MaxFailures,
            "so many failures in a row end the run; default 5, none for no end",
            SchemaParts.Any([SchemaParts.Integer(SettingRanges.MaxFailures), SchemaParts.OneOf(["none"])])),
        Keyed(ExperimentKeys.Cluster, "what tasks are given where trials train on Slurm (--on slurm)", ClusterReader.Schema()),
        Keyed(
            ExperimentKeys.Parallel, "trials at once; default the machine's cores", SchemaParts.Integer(SettingRanges.Parallel)),
    ];

    private JsonObject Metric() => kind.Metrics.SchemaNames is { } names ? SchemaParts.OneOf(names) : SchemaParts.Type("string");

    private static KeyValuePair<string, JsonNode?> Keyed(string key, string description, JsonObject schema) =>
        KeyValuePair.Create<string, JsonNode?>(key, SchemaParts.Described(description, schema));
}
