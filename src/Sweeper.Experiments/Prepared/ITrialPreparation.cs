using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Prepared;

/// <summary>
/// What it takes to run experiments of one kind of trial, to say how long that will take, and to train a trial again.
/// Commands know kinds only through it.
/// </summary>
public interface ITrialPreparation
{
    /// <summary>The kind.</summary>
    ITrialKind Kind { get; }

    /// <summary>What running trials do when the run is asked to stop, as a sentence without a full stop.</summary>
    string Stopping => "running trials finish their epoch";

    /// <summary>Gets everything that the trials share, such as their data.</summary>
    /// <exception cref="SweeperException">Something that they need is not there.</exception>
    Task<IPreparedExperiment> PrepareAsync(
        Experiment experiment, PreparationContext context, CancellationToken cancellationToken);

    /// <summary>How long a sweep is likely to take on this machine.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="context">What it is prepared with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SweeperException">It cannot be told, or something that trials need is not there.</exception>
    Task<DurationEstimate> EstimateAsync(
        Experiment experiment, SweepPlan plan, PreparationContext context, CancellationToken cancellationToken);

    /// <summary>Trains a recorded trial again and compares.</summary>
    /// <param name="experiment">The experiment as it was recorded.</param>
    /// <param name="reader">Where the trial is recorded.</param>
    /// <param name="sweep">Its sweep.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="context">What it is prepared with.</param>
    /// <param name="cancellationToken">Ends a download.</param>
    /// <exception cref="SweeperException">The trial cannot be compared, or something that it needs is not there or another
    /// one now.</exception>
    Task<TrialVerification> VerifyAsync(
        Experiment experiment,
        ISweepReader reader,
        SweepRecord sweep,
        TrialRecord trial,
        PreparationContext context,
        CancellationToken cancellationToken);
}

/// <summary>What experiments are prepared with.</summary>
/// <param name="DataFolder">The folder with a folder per dataset; fetched datasets are put there.</param>
/// <param name="Progress">Is told what takes long, such as a download.</param>
/// <param name="Time">The clock.</param>
public sealed record PreparationContext(string DataFolder, IProgress<string> Progress, TimeProvider Time)
{
    /// <summary>
    /// The graphics processors that trials may use, as <c>CUDA_VISIBLE_DEVICES</c> names them; null for those that are
    /// found.
    /// </summary>
    public string? Gpus { get; init; }
}
