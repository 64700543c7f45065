using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Statistics;

/// <summary>Makes trial records with only what statistics look at.</summary>
internal static class TrialRecords
{
    public static TrialRecord Create(
        int number, double? objective, TrialState state = TrialState.Completed,
        params (string Name, HyperparameterValue Value)[] values)
    {
        HyperparameterValues assignment = new(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        return new TrialRecord
        {
            Number = number,
            Repeat = 1,
            Identity = TrialIdentity.Of(assignment, 1),
            Seed = number,
            Values = assignment,
            State = state,
            Reason = null,
            PlannedEpochs = 10,
            LastEpoch = null,
            BestEpoch = null,
            Objective = objective,
            BestMetrics = [],
            StartedAt = null,
            DurationSeconds = null,
        };
    }
}
