using Sweeper.Sweeps.Objectives;

namespace Sweeper.Experiments.Kinds;

/// <summary>What a kind of trial found under its own keys.</summary>
public sealed record KindReading
{
    /// <summary>Null when something is wrong with them, which has been recorded.</summary>
    public required TrialSettings? Settings { get; init; }

    /// <summary>What the values of hyperparameters are read against.</summary>
    public required HyperparameterContext Context { get; init; }

    /// <summary>The objective when none is given; null when one must be.</summary>
    public required Objective? DefaultObjective { get; init; }

    /// <summary>What is wrong, and what to do, when an objective must be given and is not.</summary>
    public required string ObjectiveAdvice { get; init; }

    /// <summary>Why no trial reports a metric of the table while it trains, or null when they do.</summary>
    public required Func<string, string?> WhyNotReported { get; init; }
}
