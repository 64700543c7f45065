using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Prepared;

/// <summary>An experiment with everything that its trials share.</summary>
public interface IPreparedExperiment
{
    /// <summary>
    /// How many epochs of one core the measurements of <see cref="MeasureBest"/> take as long as, shared by all cores; 0
    /// where there are none.
    /// </summary>
    double MeasuringEpochs { get; }

    /// <summary>Whether a trial can use any number of cores, so that few trials share those of the machine.</summary>
    bool SharesCores => true;

    /// <summary>How many trials there can be at once, where so many are asked for; at least 1.</summary>
    int MostAtOnce(int asked) => asked;

    /// <summary>
    /// What keeps trials from being started at all, as a sentence without a full stop; null where nothing is known that
    /// does.
    /// </summary>
    /// <param name="workingDirectory">The folder in which the sweep was started first.</param>
    string? FindObstacle(string workingDirectory) => null;

    /// <summary>The plan as one of what its trials are given: as part of its facts and of its fingerprint.</summary>
    SweepPlan Identify(SweepPlan plan);

    /// <summary>What carries out the trials of a run.</summary>
    ITrialRunner CreateRunner(TrialSurroundings surroundings);

    /// <summary>
    /// Measures of the best trial what has not been measured yet and would take too long for every trial, and attaches it.
    /// </summary>
    /// <param name="sweep">The sweep; it has a best trial, and none is training.</param>
    /// <param name="reader">Where it is recorded.</param>
    /// <param name="journal">Takes what was measured.</param>
    /// <param name="progress">Told how far it is; not called when nothing is left to measure.</param>
    /// <param name="cancellationToken">Ends the measurements; those that are done are kept.</param>
    void MeasureBest(
        SweepRecord sweep,
        ISweepReader reader,
        ISweepJournal journal,
        IProgress<MeasuringProgress> progress,
        CancellationToken cancellationToken);
}

/// <summary>What a run gives to all its trials.</summary>
public sealed record TrialSurroundings
{
    /// <summary>
    /// The name of the fact of a sweep under which <see cref="WorkingDirectory"/> is recorded, where trials depend on it.
    /// </summary>
    public const string WorkingDirectoryFact = "started in";

    /// <summary>The sweep that they are of.</summary>
    public required SweepReference Sweep { get; init; }

    /// <summary>The folder of the sweep below the results folder; it need not be there yet.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder in which the sweep was started first.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>How many cores one trial may use: at least 1. It has no influence on any result.</summary>
    public required int CoresPerTrial { get; init; }
}

/// <summary>How far the measurements at the end of a sweep are.</summary>
/// <param name="Trial">The number of the best trial.</param>
/// <param name="Done">Steps done: at least 0.</param>
/// <param name="Steps">How many there are: at least 1.</param>
public readonly record struct MeasuringProgress(int Trial, int Done, int Steps);
