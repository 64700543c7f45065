using System.Collections.Immutable;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>What is there of a trial when it starts: something if it was interrupted, nothing otherwise.</summary>
public sealed record EarlierAttempt
{
    /// <summary>Nothing.</summary>
    public static EarlierAttempt None { get; } = new();

    /// <summary>
    /// The epochs up to the checkpoint, in ascending order, or all where trials resume by themselves; empty without either.
    /// </summary>
    public ImmutableArray<EpochMetrics> Epochs { get; init; } = [];

    /// <summary>Which attempt begins, from 1: every start of a trial is one.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether there was an attempt, and trials resume by themselves.</summary>
    public bool IsRestarted { get; init; }

    /// <summary>The state to go on from; null when the trial starts from its beginning.</summary>
    public TrialCheckpoint? Checkpoint { get; init; }

    /// <summary>
    /// Why a checkpoint that is there is not used, as a sentence without a full stop; null when none is passed over.
    /// </summary>
    public string? Refusal { get; init; }
}

/// <summary>A state of a trial that was saved before it was interrupted.</summary>
/// <param name="Epoch">The epoch after which it was saved.</param>
/// <param name="Open">
/// Opens the content that was written, for reading and seeking; it begins where the stream stands and ends with it.
/// </param>
public sealed record TrialCheckpoint(int Epoch, Func<Stream> Open);

/// <summary>What a trial had come to when its sweep was opened.</summary>
/// <param name="Objective">At its best epoch; null when there is none.</param>
/// <param name="LastEpoch">Null before its first.</param>
public readonly record struct EarlierResult(double? Objective, int? LastEpoch);

/// <summary>Where an attempt of a trial is that is carried out elsewhere.</summary>
/// <param name="Attempt">Which attempt it is, from 1.</param>
/// <param name="Node">The name of the machine.</param>
/// <param name="Job">What the cluster calls its job.</param>
public sealed record TrialPlace(int Attempt, string Node, string Job);
