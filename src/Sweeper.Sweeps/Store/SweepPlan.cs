using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>
/// An experiment worked out into the trials that a sweep consists of: all that the runner and the store need of it.
/// </summary>
public sealed record SweepPlan
{
    /// <summary>So many trials at most are recorded before it is their turn.</summary>
    public const int RecordedAhead = 10_000;

    /// <summary>Lower-case letters, digits and hyphens, at most 64.</summary>
    public required string Name { get; init; }

    public required string? Description { get; init; }

    /// <summary>The experiment file as it was given, for the record.</summary>
    public required string ExperimentFile { get; init; }

    /// <summary>The text of the experiment file, for the record.</summary>
    public required string ExperimentText { get; init; }

    /// <summary>
    /// A hash of everything in the experiment that can change a result. Two plans with the same fingerprint are the same
    /// sweep: running the second carries on with the first.
    /// </summary>
    public string Fingerprint { get => field ??= MakeFingerprint?.Invoke() ?? ""; init; }

    /// <summary>
    /// Makes <see cref="Fingerprint"/> when it is first asked for, which takes a while for a million trials; null where it is
    /// given.
    /// </summary>
    public Func<string>? MakeFingerprint { get; init; }

    public required long Seed { get; init; }

    public required Objective Objective { get; init; }

    public required EarlyStopping? EarlyStopping { get; init; }

    /// <summary>What stops trials by comparing them with each other; null when nothing does.</summary>
    public IPruner? Pruner { get; init; }

    /// <summary>
    /// What ends the sweep before its trials are all trained. Not part of the fingerprint: raised limits carry on.
    /// </summary>
    public SweepLimits Limits { get; init; } = SweepLimits.None;

    /// <summary>What happens when trials fail. Not part of the fingerprint either.</summary>
    public FailureRules Failures { get; init; } = FailureRules.Default;

    /// <summary>
    /// The fingerprint under which the sweep is recorded, where the experiment asked for fewer or more of the same trials then;
    /// null otherwise. The trials of the plan then begin with the recorded ones, under their numbers.
    /// </summary>
    public string? RecordedFingerprint { get; init; }

    /// <summary>
    /// The numbers of recorded trials that the experiment does not ask for any more: they keep what they have and are not
    /// trained.
    /// </summary>
    public ImmutableHashSet<int> LeftOut { get; init; } = [];

    /// <summary>Whether a limit on their number keeps trials of the experiment out of the plan.</summary>
    public bool IsCapped { get; init; }

    /// <summary>
    /// Every hyperparameter, those left at their defaults included (with that one value), for tables and charts.
    /// </summary>
    public required SearchSpace Space { get; init; }

    /// <summary>
    /// What is known so far: everything where no results are needed, otherwise what can be told without any and what is
    /// recorded. At least one trial; numbers ascend from 1 and identities differ. There may be a million, each made when it is
    /// asked for: what looks at all takes seconds.
    /// </summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>How further trials follow from results; null where nothing proposes any.</summary>
    public PlanGrowth? Growth { get; init; }

    /// <summary>How further repeats follow from results; null where all cells have the same number of them.</summary>
    public RepeatRule? Rounds { get; init; }

    /// <summary>Whether the rounds of a recorded sweep are over, so that <see cref="Trials"/> are all.</summary>
    public bool AreRoundsOver { get; init; }

    /// <summary>How many trials there will be, as far as anything limits their number; null where nobody knows.</summary>
    public int? TrialCount =>
        Rounds is not null && !AreRoundsOver ? null : Growth is null ? Trials.Count : Growth.MostTrials is int most
            ? Math.Max(most + LeftOut.Count, Trials.Count) : null;

    /// <summary>How many repeats the cell with most has; at least 1.</summary>
    public int Repeats { get => field > 0 ? field : Trials.Max(t => t.Repeat); init; }

    /// <summary>How many folds each repeat has; null without cross-validation.</summary>
    public int? Folds { get; init; }

    /// <summary>Whether a trial is still to be trained.</summary>
    /// <param name="number">Its number, which is its place among the trials, from 1.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="attempts">How many attempts it has had.</param>
    public bool IsLeft(int number, TrialState state, int attempts) =>
        Failures.IsLeft(state, attempts) && !LeftOut.Contains(number);

    /// <summary>
    /// The last epoch of the longest trial that is known of; the greatest number there is where trials decide themselves when
    /// they end.
    /// </summary>
    public int LastEpoch { get => field > 0 ? field : Trials.Max(t => t.LastPlannedEpoch); init; }

    /// <summary>
    /// Further things a reader of the results wants to know, as name and text in the order to show them: the dataset, its
    /// checksum.
    /// </summary>
    public required ImmutableArray<KeyValuePair<string, string>> Facts { get; init; }
}
