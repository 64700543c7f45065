using System.Collections.Immutable;
using Sweeper.Storage.Databases;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>A row of the table <c>trials</c>.</summary>
internal sealed class TrialRow
{
    public long TrialId { get; init; }

    public int Number { get; init; }

    public int Repeat { get; init; }

    public string Identity { get; init; } = "";

    public long Seed { get; init; }

    public string State { get; init; } = "";

    public string? Reason { get; init; }

    public int PlannedEpochs { get; init; }

    public int? LastEpoch { get; init; }

    public int? BestEpoch { get; init; }

    public double? Objective { get; init; }

    public string? StartedAt { get; init; }

    public double? DurationSeconds { get; init; }

    public TrialRecord ToRecord(HyperparameterValues values, ImmutableArray<MetricValue> bestMetrics) => new()
    {
        Number = Number,
        Repeat = Repeat,
        Identity = new TrialIdentity(Identity),
        Seed = Seed,
        Values = values,
        State = TrialStates.Parse(State),
        Reason = Reason,
        PlannedEpochs = PlannedEpochs,
        LastEpoch = LastEpoch,
        BestEpoch = BestEpoch,
        Objective = Objective,
        BestMetrics = bestMetrics,
        StartedAt = StoredTime.ReadOrNull(StartedAt),
        DurationSeconds = DurationSeconds,
    };
}
