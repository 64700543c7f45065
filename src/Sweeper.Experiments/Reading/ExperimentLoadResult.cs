using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sweeper.Experiments.Syntax;

namespace Sweeper.Experiments.Reading;

/// <summary>What came of reading an experiment file: the experiment, or everything that is wrong with it.</summary>
public sealed record ExperimentLoadResult
{
    /// <summary>The experiment; null when there are errors.</summary>
    public required Experiment? Experiment { get; init; }

    /// <summary>Every error, in the order of the text.</summary>
    public required ImmutableArray<ExperimentError> Errors { get; init; }

    /// <summary>What is allowed but worth knowing, in the order of the text: cells that are one trial.</summary>
    public required ImmutableArray<ExperimentError> Notes { get; init; }

    [MemberNotNullWhen(true, nameof(Experiment))]
    public bool IsValid => Experiment is not null;
}
