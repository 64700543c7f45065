using Sweeper.Experiments;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Prepared;
using Sweeper.Programs.Kinds;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Programs.ProgramTrials;

/// <summary>Prepares experiments of programs, which bring all that they need themselves.</summary>
public sealed class ProgramTrialPreparation : ITrialPreparation
{
    public ITrialKind Kind => ProgramTrialKind.Instance;

    public string Stopping => "running programs are asked to end";

    public Task<IPreparedExperiment> PrepareAsync(
        Experiment experiment, PreparationContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IPreparedExperiment>(new PreparedProgramExperiment((ProgramTrialSettings)experiment.Trial, context));

    public Task<DurationEstimate> EstimateAsync(
        Experiment experiment, SweepPlan plan, PreparationContext context, CancellationToken cancellationToken) =>
        throw new SweeperException(
            "how long a program takes can only be told by running it; 'sweeper try -- COMMAND' runs it once and says so",
            FailureKind.Input);

    public Task<TrialVerification> VerifyAsync(
        Experiment experiment,
        ISweepReader reader,
        SweepRecord sweep,
        TrialRecord trial,
        PreparationContext context,
        CancellationToken cancellationToken) =>
        throw new SweeperException(
            "a program decides itself whether it comes to the same values again, so there is nothing to verify; "
            + "repeats in the file shows how much they vary",
            FailureKind.Input);
}
