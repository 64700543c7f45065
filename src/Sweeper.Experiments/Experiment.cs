using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments;

/// <summary>
/// A valid experiment: what the YAML document says, with every default filled in except those of hyperparameters.
/// </summary>
public sealed record Experiment
{
    /// <summary>The seed when none is given.</summary>
    public const long DefaultSeed = 42;

    /// <summary>The file as it was named, for the record.</summary>
    public required string File { get; init; }

    /// <summary>The text it was read from.</summary>
    public required string Text { get; init; }

    /// <summary>Values of the text that the command line overrode, each <c>KEY=VALUE</c>.</summary>
    public ImmutableArray<string> Settings { get; init; } = [];

    /// <summary>Lower-case letters, digits and hyphens, at most 64, made of <see cref="Title"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What the experiment calls itself: any text in a line, without blanks around it.</summary>
    public required string Title { get; init; }

    public required string? Description { get; init; }

    /// <summary>What the keys of the kind of trial say, such as the dataset.</summary>
    public required TrialSettings Trial { get; init; }

    /// <summary><see cref="Objective.None"/> where nothing is ranked.</summary>
    public required Objective Objective { get; init; }

    /// <summary>
    /// The hyperparameters under <c>parameters</c>, in the order of the file, and the cells that are left out.
    /// </summary>
    public required SearchSpace Space { get; init; }

    /// <summary>What chooses the cells.</summary>
    public required SamplerKind Method { get; init; }

    /// <summary>The most trials there may be; null for all, which have no end where a sampler draws or learns.</summary>
    public required int? RunCap { get; init; }

    /// <summary>Whether its trials are proposed one by one: from results, or without end.</summary>
    public bool Grows => Method.Learner is not null || (Method.TakesRanges && RunCap is null);

    /// <summary>What ends the sweep before all its trials are trained.</summary>
    public required SweepLimits Limits { get; init; }

    /// <summary>What happens when trials fail.</summary>
    public required FailureRules Failures { get; init; }

    /// <summary>Further grids whose cells are added; each has a value for every hyperparameter of <see cref="Space"/>.</summary>
    public required ImmutableArray<SearchSpace> Include { get; init; }

    /// <summary>The earlier sweeps whose trials the sampler is told, as the document names them.</summary>
    public ImmutableArray<string> History { get; init; } = [];

    /// <summary>What they are, where that was looked up; null before.</summary>
    public EarlierTrials? Earlier { get; init; }

    /// <summary>
    /// How many times each cell is trained, with different seeds; at least 1. Where there is <see cref="MostRepeats"/>, the
    /// least.
    /// </summary>
    public required int Repeats { get; init; }

    /// <summary>
    /// How many times the cells that cannot be told from the best are trained at most, round by round; null where all cells
    /// have the same number.
    /// </summary>
    public int? MostRepeats { get; init; }

    /// <summary>How many trials each cell has at least: one for each repeat and fold.</summary>
    public int TrialsPerCell => Repeats * (Trial.Folds ?? 1);

    /// <summary>0 … 2⁵³; every random choice derives from it.</summary>
    public required long Seed { get; init; }

    /// <summary>Null when trials train all their epochs.</summary>
    public required EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Null when trials are not compared while they train.</summary>
    public IPruner? Pruner { get; init; }

    /// <summary>How many trials to train at once; null for as many as the machine has cores.</summary>
    public required int? Parallel { get; init; }

    /// <summary>What tasks are given where trials train on a cluster; null where nothing is said.</summary>
    public ClusterSettings? Cluster { get; init; }
}

/// <summary>Trials of earlier sweeps.</summary>
/// <param name="Facts">Of each sweep its reference and the numbers of the trials that are told, such as <c>old#1:
/// 1-40,42</c>.</param>
/// <param name="Trials">What the sampler is told of them; numbers ascend from 1.</param>
public sealed record EarlierTrials(ImmutableArray<string> Facts, ImmutableArray<SampledTrial> Trials);
