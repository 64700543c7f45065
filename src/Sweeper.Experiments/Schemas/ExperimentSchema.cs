using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Schemas;

/// <summary>
/// The JSON Schema of experiment files, by which editors complete and check them: draft-07, the one that editors know best, made from the definitions that validate.
/// It knows what a single value may be; what values mean to each other only <see cref="ExperimentLoader"/> checks.
/// </summary>
public static class ExperimentSchema
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    /// <summary>The schema as indented JSON that ends with a line feed.</summary>
    public static string Text { get; } = Create().ToJsonString(Options) + "\n";

    private static JsonObject Create()
    {
        JsonObject document = SchemaParts.Map(Keys(), ExperimentKeys.Name, ExperimentKeys.Dataset, ExperimentKeys.Parameters);
        document.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        document.Insert(1, "title", "Sweeper experiment");
        document["definitions"] = new JsonObject(
        [
            .. NetworkHyperparameters.All.Select(d => Keyed(d.Name, ParameterSchema.DescriptionOf(d), d.ValueSchema())),
            .. ParameterSchema.Definitions(),
        ]);
        return document;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Keys() =>
    [
        Keyed(
            ExperimentKeys.Name,
            "names the results folder: lower-case letters, digits and hyphens, at most 64",
            SchemaParts.Text("^[a-z0-9][a-z0-9-]{0,63}$")),
        Keyed(
            ExperimentKeys.Description,
            "what the experiment is about, for tables and the report",
            new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }),
        Keyed(ExperimentKeys.Dataset, "what is trained on: a name, or a map of a name and its settings", Dataset()),
        Keyed(
            ExperimentKeys.Method,
            "grid tries every combination; random draws run_cap of them, also from ranges; default grid",
            SchemaParts.OneOf(["grid", "random"])),
        Keyed(ExperimentKeys.Metric, "the objective, by which trials are ranked; default validation_accuracy", SchemaParts.Map(
            [
                Keyed("name", "the metric", SchemaParts.OneOf(NetworkMetrics.All)),
                Keyed("goal", "default maximize for an accuracy, minimize for a loss", SchemaParts.OneOf(["minimize", "maximize"])),
                Keyed("target", "once a trial reaches it, no further one starts", SchemaParts.Number(new NumberRange(0))),
            ],
            "name")),
        Keyed(ExperimentKeys.Parameters, "the hyperparameters: a value is fixed, a list is swept", ParameterSchema.Parameters()),
        Keyed(ExperimentKeys.Exclude, "cells to leave out: maps of values, a list meaning any of them", SchemaParts.Reference(ParameterSchema.Cells)),
        Keyed(ExperimentKeys.Include, "cells to add beyond the product", SchemaParts.Reference(ParameterSchema.Cells)),
        Keyed(
            ExperimentKeys.Zip,
            "groups of hyperparameters that vary together, the first value of one with the first of the others",
            SchemaParts.List(SchemaParts.List(SchemaParts.OneOf(NetworkHyperparameters.All.Select(d => d.Name)), 2))),
        Keyed(ExperimentKeys.Repeats, "train every cell with so many seeds; default 1", SchemaParts.Integer(SettingRanges.Repeats)),
        Keyed(
            ExperimentKeys.CrossValidation,
            "divide the training set into so many folds and train every cell once for each, validating on it; cells are ranked by the mean",
            SchemaParts.Integer(SettingRanges.Folds)),
        Keyed(
            ExperimentKeys.Seed,
            $"everything random derives from it; default {Experiment.DefaultSeed}",
            SchemaParts.Integer(SettingRanges.Seed)),
        Keyed(ExperimentKeys.Evaluate, "what is measured, and when", SchemaParts.Map(
            [
                Keyed(
                    "train",
                    "the training metrics: running means over the batches of the epoch, or all images after it; default running",
                    SchemaParts.OneOf(["running", "full"])),
                Keyed("test", "the test metrics: at the end, or after each epoch as well; default end", SchemaParts.OneOf(["end", "each_epoch"])),
                Keyed("loss_every", "keeps the training loss of every so many steps, their mean: a curve within the epochs", SchemaParts.Integer(SettingRanges.LossEvery)),
            ])),
        Keyed(ExperimentKeys.EarlyStopping, "ends a trial whose own metric no longer improves", SchemaParts.Map(
            [
                Keyed("monitor", "the metric that is watched; default the objective", SchemaParts.OneOf(NetworkMetrics.All)),
                Keyed("patience", "epochs without an improvement after which it ends", SchemaParts.Integer(SettingRanges.Patience)),
                Keyed("min_delta", "the least change that is an improvement; default 0", SchemaParts.Number(new NumberRange(0))),
                Keyed("restore_best", "keep the weights of the best epoch; default true", SchemaParts.Type("boolean")),
            ],
            "patience")),
        Keyed(ExperimentKeys.EarlyTerminate, "ends trials that do worse than the others", PruningSchema.Create()),
        Keyed(ExperimentKeys.RunCap, "at most so many trials", SchemaParts.Integer(SettingRanges.RunCap)),
        Keyed(
            ExperimentKeys.MaxDuration,
            "of the sweep, such as 90s, 30m, 2h or 1h30m; no trial starts after it",
            new JsonObject { ["type"] = "string", ["pattern"] = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$", ["minLength"] = 2 }),
        Keyed(ExperimentKeys.Retry, "further attempts of a failed trial, each in a later run; default 1", SchemaParts.Integer(SettingRanges.Retry)),
        Keyed(
            ExperimentKeys.MaxFailures,
            "so many failures in a row end the run; default 5, none for no end",
            SchemaParts.Any([SchemaParts.Integer(SettingRanges.MaxFailures), SchemaParts.OneOf(["none"])])),
        Keyed(ExperimentKeys.Parallel, "trials at once; default the machine's cores", SchemaParts.Integer(SettingRanges.Parallel)),
    ];

    private static JsonObject Dataset() => SchemaParts.Any(
    [
        SchemaParts.OneOf(DatasetKinds.All.Where(k => k.Example is null).Select(k => k.Name)),
        .. DatasetKinds.All.SelectMany(k => k.Schemas()),
    ]);

    private static KeyValuePair<string, JsonNode?> Keyed(string key, string description, JsonObject schema) =>
        KeyValuePair.Create<string, JsonNode?>(key, SchemaParts.Described(description, schema));
}
