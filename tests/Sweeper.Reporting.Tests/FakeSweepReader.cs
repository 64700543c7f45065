using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests;

/// <summary>A store with one sweep, in memory.</summary>
internal sealed class FakeSweepReader : ISweepReader
{
    public required SweepRecord Sweep { get; init; }

    public ImmutableArray<TrialRecord> Trials { get; init; } = [];

    public Dictionary<int, ImmutableArray<EpochMetrics>> Epochs { get; init; } = [];

    public ImmutableArray<SweepEnvironment> Environments { get; init; } = [];

    /// <summary>The sizes of models.</summary>
    public Dictionary<int, long> Sizes { get; set; } = [];

    public ImmutableArray<PrunerDecision> Pruning { get; set; } = [];

    /// <summary>The confusion matrix of every trial.</summary>
    public byte[]? Confusion { get; init; }

    /// <summary>Further attachments of every trial, by name.</summary>
    public Dictionary<string, byte[]> Attachments { get; init; } = [];

    public ImmutableArray<SweepRecord> ReadSweeps() => [Sweep];

    public SweepRecord? FindSweep(string name, int? number) => Sweep.Reference.Name == name ? Sweep : null;

    public ImmutableArray<TrialRecord> ReadTrials(SweepRecord sweep) => Trials;

    public IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> ReadEpochs(SweepRecord sweep) => Epochs;

    public ImmutableArray<PrunerDecision> ReadPruning(SweepRecord sweep) => Pruning;

    public byte[]? ReadAttachment(SweepRecord sweep, int trialNumber, string name) =>
        name == ConfusionMatrix.AttachmentName ? Confusion : Attachments.GetValueOrDefault(name);

    public IReadOnlyDictionary<int, long> ReadAttachmentSizes(SweepRecord sweep, string name) => Sizes;

    public ImmutableArray<SweepEnvironment> ReadEnvironments(SweepRecord sweep) => Environments;

    public void Dispose()
    {
    }
}
