using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

/// <summary>Plans to run.</summary>
internal static class Sample
{
    /// <summary>A plan of trials that differ in nothing but their number.</summary>
    public static SweepPlan Plan(int trials, int epochs) => new()
    {
        Name = "plan",
        Description = null,
        ExperimentFile = "plan.yaml",
        ExperimentText = "name: plan",
        Fingerprint = "fingerprint",
        Seed = 42,
        Objective = new Objective("accuracy", Goal.Maximize),
        EarlyStopping = null,
        Space = new SearchSpace { Hyperparameters = [] },
        Facts = [],
        Trials =
        [
            .. Enumerable.Range(1, trials).Select(i => new Trial
            {
                Number = i,
                Repeat = i,
                Identity = TrialIdentity.Of(HyperparameterValues.Empty, i),
                Seed = i,
                Values = HyperparameterValues.Empty,
                PlannedEpochs = epochs,
            }),
        ],
    };
}
