using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Pruners;

/// <summary>
/// A rule that stops trials by comparing them with the other trials of their sweep. Immutable: a decision follows from the rule,
/// the trial's values and those that the others have reported, and from nothing else.
/// </summary>
/// <remarks>
/// Of all rules: NaN is pruned, values that tie with the threshold pass, and so a trial that nothing has beaten is never pruned.
/// </remarks>
public interface IPruner
{
    /// <summary>The name of the rule as it stands in a sentence, such as <c>successive halving</c>.</summary>
    string Rule { get; }

    /// <summary>Everything in the rule that decides, as text: equal settings decide alike. Its form never changes.</summary>
    string Settings { get; }

    /// <summary>What the rule does, for those who read the results; without a full stop.</summary>
    /// <param name="lastEpoch">
    /// That of the longest trial: what would be compared there or later saves nothing, and is left out.
    /// </param>
    string Describe(int lastEpoch);

    /// <summary>With which trials a trial is compared.</summary>
    PrunerPeers Peers { get; }

    /// <summary>
    /// The last rung at or before an epoch: rungs are the epochs at which trials are compared, each once. Null before the first.
    /// </summary>
    int? RungAt(int epoch);

    /// <summary>Compares a trial that has come to a rung.</summary>
    /// <param name="arrival">The trial; its value is part of <paramref name="history"/> already.</param>
    /// <param name="history">What has been reported so far.</param>
    PrunerDecision Compare(PrunerArrival arrival, PrunerHistory history);

    /// <summary>Why a decision was to prune, to follow "pruned after epoch 9 by …:"; without a full stop.</summary>
    string Explain(PrunerDecision decision, Objective objective);
}

/// <summary>The trials with which a pruner compares a trial at a rung.</summary>
public enum PrunerPeers
{
    /// <summary>Those that have come to the rung, itself included, whatever became of them later.</summary>
    Arrived,

    /// <summary>Those that have completed, with the values that they had at the rung.</summary>
    Completed,
}

/// <summary>A trial that has come to a rung.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Rung">The epoch at which trials are compared.</param>
/// <param name="Epoch">
/// The epoch that it reported: the rung, or the first one after it when trials do not report every epoch.
/// </param>
/// <param name="Value">The objective at that epoch.</param>
public readonly record struct PrunerArrival(int Trial, int Rung, int Epoch, double Value);
