namespace Sweeper.Experiments.Kinds;

/// <summary>How things are written in an experiment of a kind, in YAML on one line, for messages.</summary>
public sealed record KindExamples
{
    /// <summary>A whole document.</summary>
    public required string Document { get; init; }

    /// <summary>The map under <c>parameters</c>.</summary>
    public required string Parameters { get; init; }

    /// <summary>An item of <c>exclude</c> or <c>include</c>.</summary>
    public required string Cell { get; init; }

    /// <summary>A list of two hyperparameters that vary together.</summary>
    public required string Zip { get; init; }

    /// <summary>The map under <c>when</c>.</summary>
    public required string Condition { get; init; }

    /// <summary>A hyperparameter with a <c>when</c>.</summary>
    public required string Conditional { get; init; }

    /// <summary>The name of a metric to maximize.</summary>
    public required string Objective { get; init; }

    /// <summary>The name of a metric for early stopping to watch.</summary>
    public required string Monitor { get; init; }

    /// <summary>A hyperparameter after <c>--set</c>.</summary>
    public required string Setting { get; init; }
}
