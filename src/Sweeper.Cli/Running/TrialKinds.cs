using System.Collections.Immutable;
using Sweeper.Experiments;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Prepared;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Recorded;
using Sweeper.Programs.ProgramTrials;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Preparation;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Running;

/// <summary>The kinds of trials that experiments can describe, and what it takes to run them.</summary>
internal static class TrialKinds
{
    // The network comes last: every document that no other kind claims is its.
    private static readonly ImmutableArray<ITrialPreparation> Preparations =
        [new ProgramTrialPreparation(), new NetworkTrialPreparation()];

    /// <summary>The kinds in the order in which they are asked whether a document is theirs.</summary>
    public static ImmutableArray<ITrialKind> All { get; } = [.. Preparations.Select(p => p.Kind)];

    /// <summary>Reads experiments of all kinds.</summary>
    public static ExperimentLoader Loader { get; } = new(All);

    /// <summary>What prepares an experiment.</summary>
    public static ITrialPreparation PreparationOf(Experiment experiment) =>
        Preparations.First(p => p.Kind == experiment.Trial.Kind);

    /// <summary>Looks at recorded sweeps of any kind as searches, for reports.</summary>
    /// <param name="reader">Where they are recorded.</param>
    public static ISearchSource Searches(ISweepReader reader) => new RecordedSearches(Loader, reader);

    /// <summary>The models that trials of any kind saved, for reports.</summary>
    /// <param name="reader">Where the trials are recorded.</param>
    public static IClassifierSource Classifiers(ISweepReader reader) => new SavedClassifiers(reader);
}
