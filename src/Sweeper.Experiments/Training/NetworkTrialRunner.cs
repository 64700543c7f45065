using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Training;

/// <summary>Carries out trials by training networks on one shared dataset.</summary>
public sealed class NetworkTrialRunner(TrainingData data, EvaluationSettings evaluation, TimeProvider time) : ITrialRunner
{
    public TrialResult Run(Trial trial, ITrialMonitor monitor)
    {
        using var training = new NetworkTrial(trial, NetworkSettings.From(trial.Values), data, evaluation, time);
        return training.Run(monitor);
    }
}
