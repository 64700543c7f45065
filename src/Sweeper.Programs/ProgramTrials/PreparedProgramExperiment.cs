using Sweeper.Experiments.Prepared;
using Sweeper.Programs.Kinds;
using Sweeper.Programs.Processes;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;

namespace Sweeper.Programs.ProgramTrials;

/// <summary>An experiment of programs.</summary>
internal sealed class PreparedProgramExperiment : IPreparedExperiment
{
    private readonly ProgramTrialSettings _settings;
    private readonly GpuSlots? _gpus;
    private readonly TimeProvider _time;

    /// <exception cref="SweeperException">There are not as many graphics processors as a trial asks for.</exception>
    public PreparedProgramExperiment(ProgramTrialSettings settings, PreparationContext context)
    {
        (_settings, _time) = (settings, context.Time);
        if (settings.Run.Gpus > 0)
            _gpus = GpuSlots.Find(context.Gpus, settings.Run.Gpus);
    }

    public double MeasuringEpochs => 0;

    public bool SharesCores => false;

    public int MostAtOnce(int asked)
    {
        if (_settings.Run.Cpus is int cpus)
            asked = Math.Min(asked, Environment.ProcessorCount / cpus);
        if (_gpus is not null)
            asked = Math.Min(asked, _gpus.Count / _settings.Run.Gpus);
        return Math.Max(1, asked);
    }

    public string? FindObstacle(string workingDirectory) => _settings.FindObstacle(workingDirectory);

    public SweepPlan Identify(SweepPlan plan) => _settings.Run.WorkingDirectory == WorkingDirectory.Here
        ? plan with { Facts = plan.Facts.Add(new(TrialSurroundings.WorkingDirectoryFact, Environment.CurrentDirectory)) }
        : plan;

    public ITrialRunner CreateRunner(TrialSurroundings surroundings) =>
        new ProgramTrialRunner(_settings.Invoke, _settings.Run, _settings.Reports, surroundings, _gpus, _time);

    public void MeasureBest(
        SweepRecord sweep,
        ISweepReader reader,
        ISweepJournal journal,
        IProgress<MeasuringProgress> progress,
        CancellationToken cancellationToken)
    {
    }
}
