using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Losses;
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

    private static readonly NetworkTrialKind Regression = new(isRegression: true);

    private readonly bool _isRegression;

    private NetworkTrialKind(bool isRegression)
    {
        _isRegression = isRegression;
        Metrics = new NetworkMetricTable(isRegression);
    }

    /// <summary>The kind.</summary>
    public static NetworkTrialKind Instance { get; } = new(isRegression: false);

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
            "divide the training set into so many folds and train every cell once for each, validating on it; "
            + "cells are ranked by the mean",
            () => SchemaParts.Integer(DatasetRanges.Folds)),
        new(EvaluationReader.Key, ExperimentKeys.Seed, "what is measured, and when", EvaluationReader.Schema),
    ];

    public IReadOnlyDictionary<string, string> RefusedKeys { get; } = new[] { "program", "command", "job", "image_uri" }
        .Select(key => KeyValuePair.Create(key, OwnProgram))
        .Concat(
            // A target beside the metric is more often the metric's.
            ExperimentKeys.Inside(
                DatasetReader.Key, "dataset: {name: …, ", DatasetKinds.All.SelectMany(k => k.Keys).Distinct()
                    .Where(k => k != "target")))
        .ToDictionary();

    public HyperparameterTable Hyperparameters =>
        _isRegression ? NetworkHyperparameters.OfNumbers : NetworkHyperparameters.Table;

    public MetricTable Metrics { get; }

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

    /// <summary>
    /// A network predicts a number where the target of a table is given and its loss is that of numbers alone.
    /// </summary>
    public ITrialKind For(MappingNode document)
    {
        if ((document.Find(DatasetReader.Key) as MappingNode)?.Find("target") is null)
            return this;
        SyntaxNode? loss = (document.Find("parameters") as MappingNode)?.Find(HyperparameterNames.Loss);
        string[] losses = [.. NamesIn(loss)];
        return losses.Length > 0 && losses.All(name => name == LossKind.MeanSquaredError.Name) ? Regression : this;
    }

    private static IEnumerable<string> NamesIn(SyntaxNode? node) => node switch
    {
        ScalarNode scalar => [scalar.Text],
        SequenceNode list => list.Items.SelectMany(NamesIn),
        MappingNode map => NamesIn(map.Find("name") ?? map.Find("value") ?? map.Find("values")),
        _ => [],
    };

    public KindReading Read(MapReader document, ValueReader values)
    {
        DatasetSettings? dataset = new DatasetReader(values).Read(document);
        if (_isRegression && dataset is CsvDatasetSettings table)
            dataset = table with { IsRegression = true };
        string objective = _isRegression ? NetworkMetrics.ValidationRmse : NetworkMetrics.ValidationAccuracy;
        EvaluationSettings evaluation = new EvaluationReader(values).Read(document.Find(EvaluationReader.Key));
        return new KindReading
        {
            Settings = dataset is null ? null : new NetworkTrialSettings(dataset, evaluation),
            Context = new NetworkContext(values, dataset),
            DefaultObjective = dataset?.ValidationCount == 0
                ? null
                : new Objective(objective, NetworkMetrics.NaturalGoal(objective)),
            ObjectiveAdvice = $"metric is missing, and with validation: 0 there is no {objective} to rank trials by; "
                + $"write metric: {{name: {(_isRegression ? NetworkMetrics.TrainRmse : NetworkMetrics.TrainAccuracy)}}}",
            WhyNotReported = metric => NetworkMetricTable.WhyNotReported(metric, dataset?.ValidationCount, evaluation),
        };
    }
}
