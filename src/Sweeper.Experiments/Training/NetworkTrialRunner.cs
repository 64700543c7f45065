using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Training;

/// <summary>Carries out trials by training networks on one shared dataset.</summary>
public sealed class NetworkTrialRunner(TrainingData data, EvaluationSettings evaluation, TimeProvider time) : ITrialRunner
{
    public TrialResult Run(Trial trial, ITrialMonitor monitor)
    {
        NetworkSettings settings = NetworkSettings.From(trial.Values);
        if (settings.BatchSize > data.Train.Count)
        {
            throw new SweeperException(
                $"batch_size is {settings.BatchSize}, but there are {data.Train.Count} training images; use at most that many, or full",
                FailureKind.Input);
        }

        return new NetworkTrial(trial, settings, data, evaluation, time).Run(monitor);
    }
}
