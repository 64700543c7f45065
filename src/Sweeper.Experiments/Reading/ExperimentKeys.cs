using System.Collections.Frozen;
using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;

namespace Sweeper.Experiments.Reading;

/// <summary>The keys of an experiment document: those that are understood, and those that are refused with a reason.</summary>
public static class ExperimentKeys
{
    public const string Name = "name";
    public const string Description = "description";
    public const string Method = "method";
    public const string Metric = "metric";
    public const string Parameters = "parameters";
    public const string Exclude = "exclude";
    public const string Include = "include";
    public const string Repeats = "repeats";
    public const string Seed = "seed";
    public const string EarlyStopping = "early_stopping";
    public const string EarlyTerminate = "early_terminate";
    public const string Parallel = "parallel";
    public const string RunCap = "run_cap";
    public const string MaxDuration = "max_duration";
    public const string Patience = "patience";
    public const string History = "history";
    public const string Zip = "zip";
    public const string Retry = "retry";
    public const string MaxFailures = "max_failures";
    public const string Cluster = "cluster";

    // What documents of every kind have, in the order in which messages list them.
    private static readonly ImmutableArray<string> Common =
    [
        Name, Description, Method, Metric, Parameters, Exclude, Include, Repeats, Seed, EarlyStopping, EarlyTerminate, Parallel,
        RunCap, MaxDuration, Patience, History, Zip, Retry, MaxFailures, Cluster,
    ];

    /// <summary>The keys of documents of a kind.</summary>
    public static ImmutableArray<string> AllOf(ITrialKind kind) =>
        [.. Common.SelectMany(key => kind.Keys.Where(k => k.After == key).Select(k => k.Name).Prepend(key))];

    /// <summary>
    /// Keys of later versions, of other places and of the W&amp;B sweep format, each with why it is refused and what to write
    /// instead.
    /// </summary>
    public static FrozenDictionary<string, string> RefusedFor(ITrialKind kind) =>
        kind.Dialect == Dialect.Wandb ? kind.RefusedKeys.ToFrozenDictionary(StringComparer.Ordinal) : RefusedIn(kind);

    private static FrozenDictionary<string, string> RefusedIn(ITrialKind kind) => new Dictionary<string, string>
    {
        ["when"] = $"belongs to a hyperparameter; write it under parameters, as in {kind.Examples.Conditional}",
        ["controller"] = "is not supported: trials run on this machine; write parallel to say how many at once",
        ["imports"] = "is not supported: nothing is taken from elsewhere; write it all in this file",
        ["display_name"] = "is not supported; write it as the description",
        ["scheduler"] = "is not supported: trials run on this machine; write parallel to say how many at once",
        ["project"] = "is not supported: results are kept in a folder, chosen with --results; leave this out",
        ["entity"] = "is not supported: results are kept in a folder, chosen with --results; leave this out",
    }.Concat(kind.RefusedKeys)
        .Concat(
            kind.Hyperparameters.All.Select(d => KeyValuePair.Create(d.Name, "is a hyperparameter; write it under parameters")))
        .Concat(Inside(Metric, $"metric: {{name: {kind.Examples.Objective}, ", ["goal", "target"]))
        .Concat(Inside(
            EarlyStopping, $"early_stopping: {{monitor: {kind.Examples.Monitor}, ", ["monitor", "min_delta", "restore_best"]))
        .ExceptBy(AllOf(kind), k => k.Key)
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Keys of a map that are written beside it, refused.</summary>
    /// <param name="map">The key of the map.</param>
    /// <param name="opening">How a document with the map begins, up to where the key belongs.</param>
    /// <param name="keys">The keys of the map.</param>
    public static IEnumerable<KeyValuePair<string, string>> Inside(string map, string opening, IEnumerable<string> keys) =>
        keys.Select(k => KeyValuePair.Create(k, $"belongs into {map}; write {opening}{k}: …}}"));

    private static readonly ImmutableArray<string> CommonLongForm =
        ["value", "values", "min", "max", "distribution", "q", "mu", "sigma", "probabilities", "when"];

    private static readonly FrozenDictionary<string, string> Imputing = new Dictionary<string, string>
    {
        ["impute"] = "is not supported: a trial that fails or diverges is never the best one; leave this out",
        ["impute_while_running"] = "is not supported: a trial that has reported nothing is never the best one; leave this out",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> NotInLongForm = new Dictionary<string, string>
    {
        ["step"] = "is not supported; write distribution: q_uniform, with the step as q",
        ["a"] = "is not supported: there is no beta distribution; write min and max, or mu and sigma",
        ["b"] = "is not supported: there is no beta distribution; write min and max, or mu and sigma",
        ["parameters"] = "is not supported: hyperparameters are not nested; write each directly under parameters",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The keys of a hyperparameter's long form.</summary>
    public static ImmutableArray<string> LongForm(Dialect dialect) =>
        dialect == Dialect.Wandb ? [.. CommonLongForm, "a", "b"] : CommonLongForm;

    /// <summary>Keys that are refused in a hyperparameter's long form, each with the reason and the way out.</summary>
    public static FrozenDictionary<string, string> RefusedInLongForm(Dialect dialect) =>
        dialect == Dialect.Wandb ? FrozenDictionary<string, string>.Empty : NotInLongForm;

    /// <summary>Keys that are refused in <c>metric</c>, each with the reason and the way out.</summary>
    public static FrozenDictionary<string, string> RefusedInMetric(Dialect dialect) =>
        dialect == Dialect.Wandb ? FrozenDictionary<string, string>.Empty : Imputing;
}
