using Sweeper.Neural.Threading;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.LoadedData;
using Sweeper.Training.Metrics;

namespace Sweeper.Training.NetworkTrials;

/// <summary>Carries out trials by training networks on one shared dataset.</summary>
/// <param name="data">What they are trained on and measured with.</param>
/// <param name="evaluation">What is measured when.</param>
/// <param name="time">Measures the epochs.</param>
/// <param name="coresPerTrial">How many cores one trial may use: at least 1. It has no influence on any result.</param>
public sealed class NetworkTrialRunner(
    TrainingData data, EvaluationSettings evaluation, TimeProvider time, int coresPerTrial = 1)
    : ITrialRunner
{
    private readonly int _coresPerTrial = coresPerTrial >= 1
        ? coresPerTrial
        : throw new ArgumentOutOfRangeException(nameof(coresPerTrial));

    internal MachineMemory Memory { get; init; } = MachineMemory.OfThisMachine();

    public TrialResult Run(Trial trial, ITrialMonitor monitor)
    {
        TrainingData images = data.For(trial);
        NetworkSettings settings = NetworkSettings.From(trial.Values);
        Int128 needed = NetworkTrial.MeasureMemory(trial, settings, images, _coresPerTrial, Memory);
        Memory.Take(needed);
        try
        {
            using WorkerTeam? team = _coresPerTrial > 1 ? new WorkerTeam(_coresPerTrial) : null;
            using var training = new NetworkTrial(trial, settings, images, evaluation, time, team);
            return training.Run(monitor);
        }
        finally
        {
            Memory.Release(needed);
        }
    }
}
