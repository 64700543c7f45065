using System.Collections.Frozen;
using Sweeper.Experiments.Datasets;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>metric</c>, <c>evaluate</c> and <c>early_stopping</c>, and checks that trials report what they name.</summary>
internal sealed class MetricReader(ValueReader values)
{
    private const string MetricExample = "{name: validation_accuracy, goal: maximize}";
    private const string EarlyStoppingExample = "{monitor: validation_loss, patience: 5}";
    private const string EvaluateExample = "{train: running, test: end}";

    private static readonly NumberRange MinDeltaRange = new(0);

    public EvaluationSettings ReadEvaluation(SyntaxNode? node)
    {
        MapReader? map = Open(node, ExperimentKeys.Evaluate, EvaluateExample, ["train", "test", "loss_every"]);
        string? train = ReadChoice(map, ExperimentKeys.Evaluate, "train", ["running", "full"]);
        string? test = ReadChoice(map, ExperimentKeys.Evaluate, "test", ["end", "each_epoch"]);
        long? lossEvery = map?.Find("loss_every") is SyntaxNode every
            ? values.Integer(every, $"{ExperimentKeys.Evaluate}.loss_every", SettingRanges.LossEvery)
            : null;
        return new EvaluationSettings
        {
            Train = train == "full" ? TrainEvaluation.Full : TrainEvaluation.Running,
            Test = test == "each_epoch" ? TestEvaluation.EachEpoch : TestEvaluation.End,
            LossEvery = (int?)lossEvery,
        };
    }

    /// <summary>The objective, or null when it is wrong. Left out, it is the validation accuracy.</summary>
    public Objective? ReadObjective(SyntaxNode? node, MappingNode document, DatasetSettings? dataset, EvaluationSettings evaluation)
    {
        if (node is null)
        {
            if (dataset?.ValidationCount != 0)
                return new Objective(NetworkMetrics.ValidationAccuracy, Goal.Maximize);
            values.Errors.Add(
                document,
                "metric is missing, and with validation: 0 there is no validation_accuracy to rank trials by; "
                + "write metric: {name: train_accuracy}");
            return null;
        }

        MapReader? map = Open(node, ExperimentKeys.Metric, MetricExample, ["name", "goal", "target"], ExperimentKeys.RefusedInMetric);
        if (map is null)
            return null;
        string? goal = ReadChoice(map, ExperimentKeys.Metric, "goal", ["minimize", "maximize"]);
        if (map.Find("name") is not SyntaxNode nameNode)
        {
            values.Errors.Add(node, $"metric has no name; write a map such as {MetricExample}");
            return null;
        }

        return ReadMetric(nameNode, "metric.name", dataset, evaluation) is string metric
            ? new Objective(metric, goal is null ? NetworkMetrics.NaturalGoal(metric) : Goals.Parse(goal))
            : null;
    }

    /// <summary>The objective that is good enough, or null when none is given or it is wrong.</summary>
    public double? ReadTarget(SyntaxNode? metric, Objective? objective)
    {
        if ((metric as MappingNode)?.Find("target") is not SyntaxNode node || objective is null)
            return null;
        bool isAccuracy = NetworkMetrics.NaturalGoal(objective.Metric) == Goal.Maximize;
        return values.Number(node, "metric.target", isAccuracy ? new NumberRange(0, 1) : new NumberRange(0));
    }

    /// <summary>The rule, or null when there is none or it is wrong. It watches the objective when it names no metric.</summary>
    public EarlyStopping? ReadEarlyStopping(
        SyntaxNode? node, DatasetSettings? dataset, EvaluationSettings evaluation, Objective? objective)
    {
        string[] keys = ["monitor", "patience", "min_delta", "restore_best"];
        MapReader? map = Open(node, ExperimentKeys.EarlyStopping, EarlyStoppingExample, keys);
        if (map is null)
            return null;
        string? monitor = map.Find("monitor") is SyntaxNode monitorNode
            ? ReadMetric(monitorNode, "early_stopping.monitor", dataset, evaluation)
            : objective?.Metric;
        long? patience = null;
        if (map.Find("patience") is SyntaxNode patienceNode)
            patience = values.Integer(patienceNode, "early_stopping.patience", SettingRanges.Patience);
        else
            values.Errors.Add(map.Node, $"early_stopping has no patience; write a map such as {EarlyStoppingExample}");
        double? minDelta = map.Find("min_delta") is SyntaxNode deltaNode
            ? values.Number(deltaNode, "early_stopping.min_delta", MinDeltaRange)
            : 0;
        bool? restoreBest = map.Find("restore_best") is SyntaxNode restoreNode
            ? values.Boolean(restoreNode, "early_stopping.restore_best")
            : true;
        if (monitor is null || patience is null || minDelta is null || restoreBest is null)
            return null;
        return new EarlyStopping
        {
            Monitor = monitor,
            Goal = monitor == objective?.Metric ? objective.Goal : NetworkMetrics.NaturalGoal(monitor),
            Patience = (int)patience.Value,
            MinDelta = minDelta.Value,
            RestoreBest = restoreBest.Value,
        };
    }

    private MapReader? Open(
        SyntaxNode? node, string key, string example, string[] keys, IReadOnlyDictionary<string, string>? refused = null) =>
        node is null ? null : MapReader.Open(node, key, example, keys, refused ?? FrozenDictionary<string, string>.Empty, values.Errors);

    private string? ReadChoice(MapReader? map, string name, string key, string[] choices) =>
        map?.Find(key) is SyntaxNode node ? values.Choice(node, $"{name}.{key}", choices) : null;

    private string? ReadMetric(SyntaxNode node, string key, DatasetSettings? dataset, EvaluationSettings evaluation)
    {
        if (values.Text(node, key) is not string metric)
            return null;
        if (!NetworkMetrics.All.Contains(metric))
        {
            values.Errors.Add(
                node,
                $"unknown metric '{DescribedNode.Printable(metric)}'{NearestName.Hint(metric, NetworkMetrics.All, "metric")}");
            return null;
        }

        if (NetworkMetrics.IsValidation(metric) && dataset?.ValidationCount == 0)
            values.Errors.Add(
                node,
                $"no trial reports {metric}, because dataset.validation is 0; hold images out, or name a train_ metric");
        if (NetworkMetrics.IsTest(metric) && evaluation.Test == TestEvaluation.End)
            values.Errors.Add(
                node,
                $"no trial reports {metric} while it trains; name a validation_ metric, or write evaluate: {{test: each_epoch}}");
        return metric;
    }
}
