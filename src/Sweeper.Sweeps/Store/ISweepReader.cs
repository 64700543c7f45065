using System.Collections.Immutable;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>Reads recorded sweeps. Never disturbs a runner. Each call sees one consistent state of the store.</summary>
public interface ISweepReader : IDisposable
{
    /// <summary>Every sweep, the latest last.</summary>
    ImmutableArray<SweepRecord> ReadSweeps();

    /// <summary>
    /// A sweep by name, and by number when one is given; the latest of the name otherwise. Null when there is none.
    /// </summary>
    SweepRecord? FindSweep(string name, int? number);

    /// <summary>The trials of a sweep in the order of their numbers.</summary>
    ImmutableArray<TrialRecord> ReadTrials(SweepRecord sweep);

    /// <summary>
    /// The epochs of every trial of a sweep: trial number → epochs in ascending order. Trials without epochs are absent.
    /// </summary>
    IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> ReadEpochs(SweepRecord sweep);

    /// <summary>Every decision of the sweep's pruner in the order in which they were made; empty without one.</summary>
    ImmutableArray<PrunerDecision> ReadPruning(SweepRecord sweep);

    /// <summary>
    /// The content of an attachment, from the database or its file; null when the trial has none of that name.
    /// </summary>
    byte[]? ReadAttachment(SweepRecord sweep, int trialNumber, string name);

    /// <summary>How many bytes the attachment of a name has, by the numbers of those trials that have one.</summary>
    IReadOnlyDictionary<int, long> ReadAttachmentSizes(SweepRecord sweep, string name);

    /// <summary>Where a sweep was run, the first start first.</summary>
    ImmutableArray<SweepEnvironment> ReadEnvironments(SweepRecord sweep);
}
