using Sweeper.Experiments;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Prepared;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Estimates;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Preparation;

/// <summary>Prepares experiments of the built-in network: loads their images.</summary>
public sealed class NetworkTrialPreparation : ITrialPreparation
{
    public ITrialKind Kind => NetworkTrialKind.Instance;

    public async Task<IPreparedExperiment> PrepareAsync(
        Experiment experiment, PreparationContext context, CancellationToken cancellationToken)
    {
        Task warmUp = KernelWarmUp.Start(experiment);
        TrainingData data = await TrainingData
            .LoadAsync(experiment, context.DataFolder, context.Progress, cancellationToken).ConfigureAwait(false);
        await warmUp.ConfigureAwait(false);
        return new PreparedNetworkExperiment(experiment.Evaluation, data, context.Time);
    }

    public async Task<DurationEstimate> EstimateAsync(
        Experiment experiment, SweepPlan plan, PreparationContext context, CancellationToken cancellationToken)
    {
        TrainingData data = await TrainingData
            .LoadAsync(NetworkDurations.Shorten(experiment, plan), context.DataFolder, context.Progress, cancellationToken)
                .ConfigureAwait(false);
        return NetworkDurations.Measure(experiment, plan, data, context.Time, experiment.Parallel ?? Environment.ProcessorCount);
    }

    public async Task<TrialVerification> VerifyAsync(
        Experiment experiment,
        ISweepReader reader,
        SweepRecord sweep,
        TrialRecord trial,
        PreparationContext context,
        CancellationToken cancellationToken)
    {
        TrainingData data = await RecordedDataset
            .LoadAsync(sweep, context.DataFolder, context.Progress, cancellationToken).ConfigureAwait(false);
        return new TrialRepetition(reader, experiment, data, context.Time).Compare(sweep, trial);
    }
}
