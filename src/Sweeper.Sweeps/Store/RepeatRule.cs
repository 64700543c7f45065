using System.Collections.Immutable;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>
/// How a plan goes on beyond the trials that are known: round by round, the cells that cannot be told from the best get a
/// further repeat, until the best stands apart.
/// </summary>
public sealed record RepeatRule
{
    /// <summary>Under what name the trials of rounds are recorded as proposed.</summary>
    public const string ProposerName = "separated";

    /// <summary>The repeats that every cell gets; at least 2, as one cannot be compared.</summary>
    public required int Least { get; init; }

    /// <summary>The most that a cell gets; not less.</summary>
    public required int Most { get; init; }

    /// <summary>How many trials there would be if every cell got the most; no more than that are trained.</summary>
    public required int AllTrials { get; init; }

    /// <summary>
    /// The trials of a repeat of the cell that a trial is of, one for each fold, not numbered yet.
    /// </summary>
    public required Func<Trial, int, ImmutableArray<Trial>> Trainings { get; init; }
}
