using System.Collections.Immutable;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Experiments.Kinds;

/// <summary>The metrics that trials of a kind report.</summary>
public abstract class MetricTable
{
    /// <summary>Every metric there can be; null where trials may report any.</summary>
    public abstract ImmutableArray<string>? Names { get; }

    /// <summary>Those that the JSON Schema allows, which knows a kind and not what a document makes of it.</summary>
    public virtual ImmutableArray<string>? SchemaNames => Names;

    /// <summary>The objective when none is given; completes "default".</summary>
    public abstract string DefaultText { get; }

    /// <summary>The goals when none are given; completes "default".</summary>
    public abstract string GoalText { get; }

    /// <summary>The numbers that a metric, whichever it is, can be.</summary>
    public virtual NumberRange Numbers => new(double.NegativeInfinity);

    /// <summary>The direction in which a metric is better; null where only the experiment can say.</summary>
    public abstract Goal? NaturalGoal(string metric);

    /// <summary>The goal of an objective that gives none; null where it must.</summary>
    public virtual Goal? GoalWhenLeftOut(string metric) => NaturalGoal(metric);

    /// <summary>The numbers that one metric can be.</summary>
    public virtual NumberRange NumbersOf(string metric) => Numbers;
}
