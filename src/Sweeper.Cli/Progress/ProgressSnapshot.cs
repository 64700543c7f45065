using System.Collections.Immutable;
using Sweeper.Experiments.Prepared;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>Where a sweep stood at one moment.</summary>
/// <param name="Running">The trials in training, by number.</param>
/// <param name="Counts">How many trials are in each state.</param>
/// <param name="Best">The best of those that ended; null when none did.</param>
/// <param name="Experience">What those that ended teach about the others.</param>
internal sealed record ProgressSnapshot(
    ImmutableArray<RunningTrial> Running, ImmutableDictionary<TrialState, int> Counts, BestTrial? Best,
    TrialExperience Experience)
{
    /// <summary>How far the measurements at the end are; null before they begin.</summary>
    public MeasuringProgress? Measuring { get; init; }

    /// <summary>How many epochs these measurements will take as long as; 0 where there are none.</summary>
    public double MeasuringEpochs { get; init; }

    /// <summary>Whether nobody knows how many trials there will be.</summary>
    public bool IsOpen { get; init; }

    public int Count(TrialState state) => Counts.GetValueOrDefault(state);

    public int Total => Counts.Values.Sum();

    /// <summary>Trials that ended, failed ones included.</summary>
    public int Ended => Total - Count(TrialState.Waiting) - Count(TrialState.Running) - Count(TrialState.Interrupted);
}

/// <summary>A trial that is being trained, the last epoch it reported, and how fast it is.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="LastEpoch">Null before the first has ended.</param>
/// <param name="SecondsPerEpoch">Of its recent epochs; null before the first has ended.</param>
internal sealed record RunningTrial(Trial Trial, EpochMetrics? LastEpoch, double? SecondsPerEpoch)
{
    // A weight that follows a machine which gets busy, and does not flicker.
    private const double LatestWeight = 0.3;

    /// <summary>How much of its planned epochs is done, 0 … 1. Early stopping may end it sooner.</summary>
    public double Fraction =>
        Trial.PlannedEpochs == 0 ? 0 : Math.Clamp((LastEpoch?.Epoch ?? 0) / (double)Trial.PlannedEpochs, 0, 1);

    /// <summary>The trial after another epoch. A metric that was not measured there is still the last known.</summary>
    public RunningTrial After(EpochMetrics epoch) => new(
        Trial,
        LastEpoch is null ? epoch : epoch with
        {
            Epoch = Math.Max(epoch.Epoch, LastEpoch.Epoch),
            Metrics = [.. epoch.Metrics, .. LastEpoch.Metrics.Where(m => epoch.Find(m.Metric) is null)],
        },
        SecondsPerEpoch is double before ? before + (LatestWeight * (epoch.DurationSeconds - before)) : epoch.DurationSeconds);
}

/// <summary>What trials that ended teach about those to come.</summary>
/// <param name="Count">How many ended by themselves: not failed or interrupted ones.</param>
/// <param name="Seconds">How long they took together.</param>
/// <param name="Epochs">The epochs they trained.</param>
/// <param name="PlannedEpochs">The epochs they might have trained, had nothing stopped them early.</param>
internal readonly record struct TrialExperience(int Count, double Seconds, long Epochs, long PlannedEpochs)
{
    /// <summary>The mean of their durations; null when none has ended.</summary>
    public double? SecondsPerTrial => Count > 0 ? Seconds / Count : null;

    /// <summary>The mean duration of their epochs; null when none has ended.</summary>
    public double? SecondsPerEpoch => Epochs > 0 ? Seconds / Epochs : null;

    /// <summary>How much of their planned epochs they needed, 0 … 1; 1 when nothing is known.</summary>
    public double UsedShare => PlannedEpochs > 0 ? Math.Clamp(Epochs / (double)PlannedEpochs, 0, 1) : 1;

    /// <summary>With another trial that ended.</summary>
    public TrialExperience With(TrialState state, double? seconds, int? epochs, int plannedEpochs) =>
        state.IsDone() && seconds is double duration
            ? new TrialExperience(Count + 1, Seconds + duration, Epochs + (epochs ?? 0), PlannedEpochs + plannedEpochs)
            : this;
}

/// <summary>The best trial so far.</summary>
internal sealed record BestTrial(Trial Trial, double Objective);
