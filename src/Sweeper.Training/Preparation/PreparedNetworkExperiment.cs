using Sweeper.Experiments.Prepared;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Training.LoadedData;
using Sweeper.Training.Metrics;
using Sweeper.Training.NetworkTrials;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.Preparation;

/// <summary>An experiment of the built-in network with its images.</summary>
/// <param name="evaluation">What is measured when.</param>
/// <param name="data">The images.</param>
/// <param name="time">Measures the epochs.</param>
internal sealed class PreparedNetworkExperiment(
    EvaluationSettings evaluation, TrainingData data, TimeProvider time) : IPreparedExperiment
{
    // Images are classified, which is quicker than training with them, but transformed first.
    public double MeasuringEpochs =>
        (double)RobustnessMeasurement.Steps * data.Dataset.Test.Count / data.Dataset.Train.Count / Environment.ProcessorCount;

    public SweepPlan Identify(SweepPlan plan) => data.Identify(plan);

    public ITrialRunner CreateRunner(TrialSurroundings surroundings) =>
        new NetworkTrialRunner(data, evaluation, time, surroundings.CoresPerTrial);

    public void MeasureBest(
        SweepRecord sweep,
        ISweepReader reader,
        ISweepJournal journal,
        IProgress<MeasuringProgress> progress,
        CancellationToken cancellationToken) =>
        new BestTrialMeasurements(reader, journal, data.Dataset).Record(sweep, progress, cancellationToken);
}
