using System.Text.Json.Nodes;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Values;

namespace Sweeper.Experiments.Schemas;

/// <summary>The schema of <c>early_terminate</c>: a map for each type of pruner.</summary>
internal static class PruningSchema
{
    public static JsonObject Create()
    {
        JsonObject hyperband = Of(
            PruningReader.Hyperband, "as in a W&B sweep: at each bracket the best part of the trials goes on",
            PruningReader.HyperbandKeys);
        hyperband["anyOf"] = new JsonArray(Required("min_iter"), Required("max_iter"));
        return SchemaParts.Any(
            Of(PruningReader.Median, "stops a trial that is worse than the median of the completed ones",
                PruningReader.MedianKeys),
            hyperband,
            Of(PruningReader.SuccessiveHalving, "at each rung the best part of the trials goes on, whenever they come",
                PruningReader.SuccessiveHalvingKeys));
    }

    private static JsonObject Of(string type, string description, IEnumerable<string> keys) => SchemaParts.Map(
        [Described("type", description, SchemaParts.OneOf([type])),
            .. keys.Select(k => Described(k, Description(k), Schema(k)))],
        "type");

    private static KeyValuePair<string, JsonNode?> Described(string key, string description, JsonObject schema) =>
        KeyValuePair.Create<string, JsonNode?>(key, SchemaParts.Described(description, schema));

    private static JsonObject Required(string key) => new() { ["required"] = new JsonArray(key) };

    private static JsonObject Schema(string key) => key switch
    {
        "strict" => SchemaParts.Type("boolean"),
        "eta" => SchemaParts.Number(SettingRanges.Eta),
        "s" => SchemaParts.Integer(SettingRanges.Brackets),
        "startup_trials" or "warmup_epochs" => SchemaParts.Integer(SettingRanges.Startup),
        _ => SchemaParts.Integer(SettingRanges.Rung),
    };

    private static string Description(string key) => key switch
    {
        "startup_trials" => "no trial is stopped before so many have completed; default 5",
        "warmup_epochs" => "no trial is stopped in its first so many epochs; default 0",
        "interval_epochs" => "epochs from one comparison to the next; default 1",
        "min_trials" => "no trial is stopped where fewer reported at its epoch; default 1",
        "min_iter" => "the first epoch at which trials are compared",
        "max_iter" => "the epochs of a whole trial, from which the comparisons are counted down",
        "s" => "how many brackets, counted down from max_iter; default all",
        "eta" => "one trial of so many goes on, and the next comparison comes after so many times the epochs; default 3",
        "strict" => "whether one trial fewer goes on: of n, n/eta rounded down rather than one more than that; default false",
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No description."),
    };
}
