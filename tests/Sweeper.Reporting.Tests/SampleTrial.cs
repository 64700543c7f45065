using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests;

/// <summary>A made-up trial with its epochs.</summary>
internal sealed record SampleTrial(TrialRecord Record, ImmutableArray<EpochMetrics> Epochs)
{
    /// <summary>A trial that waits.</summary>
    public static SampleTrial Waiting(int number, HyperparameterValues values) => new(
        new TrialRecord
        {
            Number = number,
            Repeat = 1,
            Identity = TrialIdentity.Of(values, number),
            Seed = 1_000_000 + number,
            Values = values,
            State = TrialState.Waiting,
            Reason = null,
            PlannedEpochs = 20,
            LastEpoch = null,
            BestEpoch = null,
            Objective = null,
            BestMetrics = [],
            StartedAt = null,
            DurationSeconds = null,
        },
        []);

    /// <summary>A trial that completed with the given objective and nothing else.</summary>
    public static SampleTrial Scored(int number, HyperparameterValues values, double objective,
        string metric = "validation_accuracy")
    {
        SampleTrial waiting = Waiting(number, values);
        return waiting with
        {
            Record = waiting.Record with
            {
                State = TrialState.Completed,
                Reason = "trained to its last epoch",
                LastEpoch = 20,
                BestEpoch = 20,
                Objective = objective,
                BestMetrics = [new MetricValue(metric, objective)],
                StartedAt = SampleSweep.Start,
                DurationSeconds = 1.5,
            },
        };
    }

    /// <summary>A trial that completed with the epoch of the lowest validation loss standing for it.</summary>
    public static SampleTrial Completed(int number, HyperparameterValues values, ImmutableArray<EpochMetrics> epochs,
        int planned)
    {
        EpochMetrics best = epochs.MinBy(e => e.Find("validation_loss"))!;
        bool isEarly = epochs.Length < planned;
        double test = best.Find("validation_accuracy")!.Value - 0.003;
        SampleTrial scored = Scored(number, values, best.Find("validation_accuracy")!.Value);
        TrialRecord record = scored.Record with
        {
            Reason = isEarly
                ? FormattableString.Invariant(
                    $"stopped early: validation_loss did not improve for 4 epochs after epoch {best.Epoch}")
                : "trained to its last epoch",
            PlannedEpochs = planned,
            LastEpoch = epochs[^1].Epoch,
            BestEpoch = best.Epoch,
            BestMetrics = [.. best.Metrics, new MetricValue("test_accuracy", test)],
            DurationSeconds = 0.6 * epochs.Length,
        };
        return new SampleTrial(record, epochs);
    }

    /// <summary>A trial that ended without a result.</summary>
    public static SampleTrial Ended(
        int number, HyperparameterValues values, TrialState state, string reason, ImmutableArray<EpochMetrics> epochs)
    {
        SampleTrial waiting = Waiting(number, values);
        return new SampleTrial(
            waiting.Record with
            {
                State = state,
                Reason = reason,
                LastEpoch = epochs.IsEmpty ? null : epochs[^1].Epoch,
                StartedAt = SampleSweep.Start,
                DurationSeconds = 0.9,
            },
            epochs);
    }
}
