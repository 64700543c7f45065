using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>What trials that ended teach about those to come.</summary>
/// <param name="Count">How many ended by themselves: not failed or interrupted ones.</param>
/// <param name="Seconds">How long they took together.</param>
/// <param name="Epochs">The epochs they trained.</param>
/// <param name="PlannedEpochs">The epochs they might have trained, had nothing stopped them early.</param>
internal readonly record struct TrialExperience(int Count, double Seconds, long Epochs, long PlannedEpochs)
{
    /// <summary>The mean of their durations; null when none has ended.</summary>
    public double? SecondsPerTrial => Count > 0 ? Seconds / Count : null;

    /// <summary>How much of their planned epochs they needed, 0 … 1; 1 when nothing is known.</summary>
    public double UsedShare => PlannedEpochs > 0 ? Math.Clamp(Epochs / (double)PlannedEpochs, 0, 1) : 1;

    /// <summary>With another trial that ended.</summary>
    public TrialExperience With(TrialState state, double? seconds, int? epochs, int plannedEpochs) =>
        state.IsDone() && seconds is double duration
            ? new TrialExperience(Count + 1, Seconds + duration, Epochs + (epochs ?? 0), PlannedEpochs + plannedEpochs)
            : this;
}
