using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>A sweep as it is recorded.</summary>
public sealed record SweepRecord
{
    /// <summary>The store's own key.</summary>
    public required long Id { get; init; }

    public required SweepReference Reference { get; init; }

    public required string? Description { get; init; }

    /// <summary>What somebody noted of it; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>What somebody tagged it with, in alphabetical order.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>That of the plan it was run with last; see <see cref="SweepPlan.Fingerprint"/>.</summary>
    public string Fingerprint { get; init; } = "";

    public required SweepState State { get; init; }

    /// <summary>Why it is in that state, as a sentence without a full stop; null while it runs.</summary>
    public required string? Reason { get; init; }

    public required Objective Objective { get; init; }

    public required EarlyStopping? EarlyStopping { get; init; }

    public required long Seed { get; init; }

    public required string ExperimentFile { get; init; }

    public required string ExperimentText { get; init; }

    /// <summary>Every hyperparameter with its values, in the order of the experiment.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>Name and text of further facts, such as the dataset.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Facts { get; init; }

    /// <summary>
    /// How many trials are planned that are not recorded yet, because it is not their turn or because they follow from results;
    /// null when there is no telling how many.
    /// </summary>
    public int? Further { get; init; } = 0;

    /// <summary>
    /// How many trials are in each state, those to come among the waiting ones; states without a trial are absent.
    /// </summary>
    public required IReadOnlyDictionary<TrialState, int> TrialCounts { get; init; }

    /// <summary>
    /// The trial that stands for the sweep: where cells are trained more than once, the best one of the cell with the best mean;
    /// null when none is ranked. Of equal ones it is that with the lowest number.
    /// </summary>
    public required int? BestTrial { get; init; }

    /// <summary>The objective of the best trial.</summary>
    public required double? BestObjective { get; init; }

    /// <summary>
    /// The best cell by mean, where cells are trained more than once; otherwise, and when none is ranked, null.
    /// </summary>
    public BestCell? BestCell { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it completed or was interrupted; null while it runs.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>The number of trials that are recorded.</summary>
    public int RecordedCount => TrialCount - (Further ?? 0);

    /// <summary>The number of trials, whatever their state.</summary>
    public int TrialCount => Sum(doneOnly: false);

    /// <summary>The number of trials with nothing left to do.</summary>
    public int DoneCount => Sum(doneOnly: true);

    private int Sum(bool doneOnly)
    {
        int sum = 0;
        foreach (TrialState state in TrialStates.All)
            sum += TrialCounts.TryGetValue(state, out int count) && (!doneOnly || state.IsDone()) ? count : 0;
        return sum;
    }
}

/// <summary>The cell of a sweep with the best mean objective.</summary>
/// <param name="FirstTrial">The least number among its trials, whatever their state.</param>
/// <param name="Mean">The mean objective of its ranked trials.</param>
/// <param name="Count">How many those are.</param>
public sealed record BestCell(int FirstTrial, double Mean, int Count);
