using System.Collections.Frozen;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>metric</c> and <c>early_stopping</c>, and checks that trials report what they name.</summary>
internal sealed class MetricReader(ITrialKind kind, KindReading trials, ValueReader values)
{
    private static readonly NumberRange MinDeltaRange = new(0);

    private readonly string _metricExample = $"{{name: {kind.Examples.Objective}, goal: maximize}}";
    private readonly string _earlyStoppingExample = $"{{monitor: {kind.Examples.Monitor}, patience: 5}}";

    /// <summary>The objective, or null when it is wrong. Left out, it is the one that the kind of trial has then.</summary>
    public Objective? ReadObjective(SyntaxNode? node, MappingNode document)
    {
        if (node is null)
        {
            if (trials.DefaultObjective is null)
                values.Errors.Add(document, trials.ObjectiveAdvice);
            return trials.DefaultObjective;
        }

        MapReader? map = Open(
            node, ExperimentKeys.Metric, _metricExample, ["name", "goal", "target"],
            ExperimentKeys.RefusedInMetric(kind.Dialect));
        if (map is null)
            return null;
        string? goal = ReadChoice(map, ExperimentKeys.Metric, "goal", ["minimize", "maximize"]);
        if (map.Find("name") is not SyntaxNode nameNode)
        {
            values.Errors.Add(node, $"metric has no name; write a map such as {_metricExample}");
            return null;
        }

        if (ReadMetric(nameNode, "metric.name") is not string metric)
            return null;
        if ((goal is null ? kind.Metrics.GoalWhenLeftOut(metric) : Goals.Parse(goal)) is Goal direction)
            return new Objective(metric, direction);
        if (map.Find("goal") is null)
            values.Errors.Add(node, $"metric has no goal; write a map such as {_metricExample}");
        return null;
    }

    /// <summary>The objective that is good enough, or null when none is given or it is wrong.</summary>
    public double? ReadTarget(SyntaxNode? metric, Objective? objective)
    {
        if ((metric as MappingNode)?.Find("target") is not SyntaxNode node || objective is null)
            return null;
        return values.Number(node, "metric.target", kind.Metrics.NumbersOf(objective.Metric));
    }

    /// <summary>The rule, or null when there is none or it is wrong. It watches the objective when it names no metric.</summary>
    public EarlyStopping? ReadEarlyStopping(SyntaxNode? node, Objective? objective)
    {
        string[] keys = ["monitor", "patience", "min_delta", "restore_best"];
        MapReader? map = Open(node, ExperimentKeys.EarlyStopping, _earlyStoppingExample, keys);
        if (map is null)
            return null;
        if (objective?.IsNone == true && map.Find("monitor") is null)
            values.Errors.Add(map.Node, "early_stopping has no metric to watch; write metric, or name one as its monitor");
        string? monitor = map.Find("monitor") is SyntaxNode monitorNode
            ? ReadMetric(monitorNode, "early_stopping.monitor")
            : objective?.Metric;
        long? patience = null;
        if (map.Find("patience") is SyntaxNode patienceNode)
            patience = values.Integer(patienceNode, "early_stopping.patience", SettingRanges.Patience);
        else
            values.Errors.Add(map.Node, $"early_stopping has no patience; write a map such as {_earlyStoppingExample}");
        double? minDelta = map.Find("min_delta") is SyntaxNode deltaNode
            ? values.Number(deltaNode, "early_stopping.min_delta", MinDeltaRange)
            : 0;
        bool? restoreBest = map.Find("restore_best") is SyntaxNode restoreNode
            ? values.Boolean(restoreNode, "early_stopping.restore_best")
            : true;
        Goal? goal = monitor is null ? null : monitor == objective?.Metric ? objective.Goal : kind.Metrics.NaturalGoal(monitor);
        if (monitor is not null && goal is null)
        {
            values.Errors.Add(
                map.Find("monitor")!,
                $"early_stopping.monitor is {monitor}, and nothing says whether more of it is better; leave monitor out, "
                + $"to watch the objective");
        }

        if (monitor is null || goal is null || patience is null || minDelta is null || restoreBest is null)
            return null;
        return new EarlyStopping
        {
            Monitor = monitor,
            Goal = goal.Value,
            Patience = (int)patience.Value,
            MinDelta = minDelta.Value,
            RestoreBest = restoreBest.Value,
        };
    }

    private MapReader? Open(
        SyntaxNode? node, string key, string example, string[] keys, IReadOnlyDictionary<string, string>? refused = null) =>
        node is null ? null : MapReader.Open(
            node,
            key,
            example,
            keys,
            refused ?? FrozenDictionary<string,
            string>.Empty,
            values.Errors,
            kind.Dialect == Dialect.Wandb);

    private string? ReadChoice(MapReader? map, string name, string key, string[] choices) =>
        map?.Find(key) is SyntaxNode node ? values.Choice(node, $"{name}.{key}", choices) : null;

    private string? ReadMetric(SyntaxNode node, string key)
    {
        if (values.Text(node, key) is not string metric)
            return null;
        if (kind.Metrics.Names is { } names && !names.Contains(metric))
        {
            values.Errors.Add(
                node, $"unknown metric '{DescribedNode.Printable(metric)}'{NearestName.Hint(metric, names, "metric")}");
            return null;
        }

        if (trials.WhyNotReported(metric) is string reason)
            values.Errors.Add(node, reason);
        return metric;
    }
}
