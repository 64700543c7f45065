using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Hyperparameters;

namespace Sweeper.Experiments.Reading;

/// <summary>The keys of an experiment document: those that are understood, and those that are refused with a reason.</summary>
internal static class ExperimentKeys
{
    public const string Name = "name";
    public const string Description = "description";
    public const string Dataset = "dataset";
    public const string Method = "method";
    public const string Metric = "metric";
    public const string Parameters = "parameters";
    public const string Exclude = "exclude";
    public const string Include = "include";
    public const string Repeats = "repeats";
    public const string CrossValidation = "cross_validation";
    public const string Seed = "seed";
    public const string Evaluate = "evaluate";
    public const string EarlyStopping = "early_stopping";
    public const string EarlyTerminate = "early_terminate";
    public const string Parallel = "parallel";
    public const string RunCap = "run_cap";
    public const string MaxDuration = "max_duration";
    public const string Zip = "zip";
    public const string Retry = "retry";
    public const string MaxFailures = "max_failures";

    private const string OwnProgram =
        "is not supported: Sweeper trains its built-in network; describe it under parameters and leave this out";

    public static ImmutableArray<string> All { get; } =
    [
        Name, Description, Dataset, Method, Metric, Parameters, Exclude, Include, Repeats, CrossValidation, Seed, Evaluate, EarlyStopping,
        EarlyTerminate, Parallel, RunCap, MaxDuration, Zip, Retry, MaxFailures,
    ];

    /// <summary>Keys of later versions and of the W&amp;B sweep format, each with why it is refused and what to write instead.</summary>
    public static FrozenDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["when"] = "belongs to a hyperparameter; write it under parameters, as in {values: [0.5, 0.9], when: {optimizer: momentum}}",
        ["program"] = OwnProgram,
        ["command"] = OwnProgram,
        ["controller"] = "is not supported: trials run on this machine; write parallel to say how many at once",
        ["job"] = OwnProgram,
        ["image_uri"] = OwnProgram,
        ["imports"] = "is not supported: nothing is taken from elsewhere; write it all in this file",
        ["display_name"] = "is not supported; write it as the description",
        ["scheduler"] = "is not supported: trials run on this machine; write parallel to say how many at once",
        ["project"] = "is not supported: results are kept in a folder, chosen with --results; leave this out",
        ["entity"] = "is not supported: results are kept in a folder, chosen with --results; leave this out",
    }.Concat(NetworkHyperparameters.All.Select(d => KeyValuePair.Create(d.Name, "is a hyperparameter; write it under parameters")))
        .Concat(Inside("dataset", "dataset: {{name: …, {0}: …}}", DatasetKinds.All.SelectMany(k => k.Keys)))
        .Concat(Inside(Metric, "metric: {{name: validation_accuracy, {0}: …}}", ["goal", "target"]))
        .Concat(Inside(EarlyStopping, "early_stopping: {{monitor: validation_loss, {0}: …}}", ["monitor", "patience", "min_delta", "restore_best"]))
        .DistinctBy(k => k.Key)
        .Where(k => !All.Contains(k.Key))
        .ToFrozenDictionary(StringComparer.Ordinal);

    // Keys of a map that are written beside it.
    private static IEnumerable<KeyValuePair<string, string>> Inside(string map, string example, IEnumerable<string> keys) =>
        keys.Select(k => KeyValuePair.Create(k, $"belongs into {map}; write {string.Format(CultureInfo.InvariantCulture, example, k)}"));

    /// <summary>The keys of a hyperparameter's long form.</summary>
    public static ImmutableArray<string> LongForm { get; } =
        ["value", "values", "min", "max", "distribution", "q", "mu", "sigma", "probabilities", "when"];

    public static FrozenDictionary<string, string> RefusedInMetric { get; } = new Dictionary<string, string>
    {
        ["impute"] = "is not supported: a trial that fails or diverges is never the best one; leave this out",
        ["impute_while_running"] = "is not supported: a trial that has reported nothing is never the best one; leave this out",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, string> RefusedInLongForm { get; } = new Dictionary<string, string>
    {
        ["step"] = "is not supported; write distribution: q_uniform, with the step as q",
        ["a"] = "is not supported: there is no beta distribution; write min and max, or mu and sigma",
        ["b"] = "is not supported: there is no beta distribution; write min and max, or mu and sigma",
        ["parameters"] = "is not supported: hyperparameters are not nested; write each directly under parameters",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
