using System.Collections.Frozen;
using System.Collections.Immutable;
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
    public const string Seed = "seed";
    public const string Evaluate = "evaluate";
    public const string EarlyStopping = "early_stopping";
    public const string Parallel = "parallel";

    private const string OwnProgram =
        "is not supported: Sweeper trains its built-in network; describe it under parameters and leave this out";

    public static ImmutableArray<string> All { get; } =
    [
        Name, Description, Dataset, Method, Metric, Parameters, Exclude, Include, Repeats, Seed, Evaluate, EarlyStopping, Parallel,
    ];

    /// <summary>Keys of later versions and of the W&amp;B sweep format, each with why it is refused and what to write instead.</summary>
    public static FrozenDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["early_terminate"] =
            "is not supported yet: trials are not compared while they train; stop each on its own metrics with early_stopping",
        ["run_cap"] = "is not supported yet; list fewer values, or leave cells out with exclude",
        ["max_duration"] = "is not supported yet; lower epochs, list fewer values, or stop trials with early_stopping",
        ["zip"] = "is not supported yet; write the combinations that belong together under include",
        ["when"] = "is not supported yet; leave out the cells that make no sense with exclude",
        ["program"] = OwnProgram,
        ["command"] = OwnProgram,
        ["project"] = "is not supported: results are kept in a folder, chosen with --results; leave this out",
        ["entity"] = "is not supported: results are kept in a folder, chosen with --results; leave this out",
    }.Concat(NetworkHyperparameters.All.Select(d => KeyValuePair.Create(d.Name, "is a hyperparameter; write it under parameters")))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, string> RefusedInMetric { get; } = new Dictionary<string, string>
    {
        ["target"] = "is not supported yet: a sweep ends when its trials have; leave it out",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The keys of a hyperparameter's long form.</summary>
    public static ImmutableArray<string> LongForm { get; } = ["value", "values"];

    public static FrozenDictionary<string, string> RefusedInLongForm { get; } = new Dictionary<string, string>
    {
        ["min"] = "is not supported yet: a grid tries listed values; write values: [...]",
        ["max"] = "is not supported yet: a grid tries listed values; write values: [...]",
        ["q"] = "is not supported yet: a grid tries listed values; write values: [...]",
        ["mu"] = "is not supported yet: a grid tries listed values; write values: [...]",
        ["sigma"] = "is not supported yet: a grid tries listed values; write values: [...]",
        ["step"] = "is not supported yet: a grid tries listed values; write values: [...]",
        ["distribution"] = "is not supported yet: a grid tries listed values; write values: [...]",
        ["probabilities"] = "is not supported: a grid tries every value once; leave it out",
        ["parameters"] = "is not supported: hyperparameters are not nested; write each directly under parameters",
        ["when"] = "is not supported yet; leave out the cells that make no sense with exclude",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
