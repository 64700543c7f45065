using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Objectives;
using Sweeper.Training.Datasets;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.Metrics;

namespace Sweeper.Training.Kinds;

/// <summary>The built-in network as a kind of trial.</summary>
public sealed class NetworkTrialKind : ITrialKind
{
    private const string OwnProgram =
        "is not supported: Sweeper trains its built-in network; describe it under parameters and leave this out";

    private NetworkTrialKind()
    {
    }

    /// <summary>The kind.</summary>
    public static NetworkTrialKind Instance { get; } = new();

    /// <summary>Reads experiments of this kind alone.</summary>
    public static ExperimentLoader Loader { get; } = new(Instance);

    public string Name => "network";

    public ImmutableArray<KindKey> Keys { get; } =
    [
        new(
            DatasetReader.Key,
            ExperimentKeys.Description,
            "what is trained on: a name, or a map of a name and its settings",
            DatasetKinds.Schema) { IsRequired = true },
        new(
            DatasetReader.FoldsKey,
            ExperimentKeys.Repeats,
            "divide the training set into so many folds and train every cell once for each, validating on it; cells are ranked by the mean",
            () => SchemaParts.Integer(DatasetRanges.Folds)),
        new(EvaluationReader.Key, ExperimentKeys.Seed, "what is measured, and when", EvaluationReader.Schema),
    ];

    public IReadOnlyDictionary<string, string> RefusedKeys { get; } = new[] { "program", "command", "job", "image_uri" }
        .Select(key => KeyValuePair.Create(key, OwnProgram))
        .Concat(
            ExperimentKeys.Inside(DatasetReader.Key, "dataset: {name: …, ", DatasetKinds.All.SelectMany(k => k.Keys).Distinct()))
        .ToDictionary();

    public HyperparameterTable Hyperparameters => NetworkHyperparameters.Table;

    public MetricTable Metrics { get; } = new NetworkMetricTable();

    public KindExamples Examples { get; } = new()
    {
        Document = "{name: first, dataset: digits, parameters: {learning_rate: [0.1, 0.2]}}",
        Parameters = "{learning_rate: [0.1, 0.2], epochs: 10}",
        Cell = "{architecture: \"256\", learning_rate: 0.05}",
        Zip = "[architecture, learning_rate]",
        Condition = "{optimizer: [momentum, nesterov]}",
        Conditional = "{values: [0.5, 0.9], when: {optimizer: momentum}}",
        Objective = NetworkMetrics.ValidationAccuracy,
        Monitor = NetworkMetrics.ValidationLoss,
        Setting = "learning_rate=0.2",
    };

    /// <summary>Every document that no other kind claims describes a network.</summary>
    public bool Claims(MappingNode document) => true;

    public KindReading Read(MapReader document, ValueReader values)
    {
        DatasetSettings? dataset = new DatasetReader(values).Read(document);
        EvaluationSettings evaluation = new EvaluationReader(values).Read(document.Find(EvaluationReader.Key));
        return new KindReading
        {
            Settings = dataset is null ? null : new NetworkTrialSettings(dataset, evaluation),
            Context = new NetworkContext(values, dataset),
            DefaultObjective = dataset?.ValidationCount == 0
                ? null
                : new Objective(NetworkMetrics.ValidationAccuracy, Goal.Maximize),
            ObjectiveAdvice = "metric is missing, and with validation: 0 there is no validation_accuracy to rank trials by; "
                + "write metric: {name: train_accuracy}",
            WhyNotReported = metric => NetworkMetricTable.WhyNotReported(metric, dataset?.ValidationCount, evaluation),
        };
    }
}
