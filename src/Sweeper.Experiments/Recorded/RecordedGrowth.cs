using System.Collections.Immutable;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Recorded;

/// <summary>A sweep whose sampler learns, as it is recorded.</summary>
public static class RecordedGrowth
{
    /// <summary>
    /// The plan with the trials that are recorded, under their numbers; then repeats and folds that their cells lack, and what
    /// else can be told without results.
    /// </summary>
    internal static SweepPlan Arrange(SweepPlan plan, PlanGrowth growth, ImmutableArray<TrialRecord> recorded)
    {
        Dictionary<TrialIdentity, Trial> asked = [];
        foreach (Trial trial in recorded.SelectMany(r => growth.Trainings(growth.Declared(r.Values))).Concat(plan.Trials))
            asked.TryAdd(trial.Identity, trial);

        int most = growth.MostTrials ?? int.MaxValue;
        List<Trial> trials = [];
        var leftOut = ImmutableHashSet.CreateBuilder<int>();
        foreach (TrialRecord record in recorded)
        {
            bool isAsked = asked.Remove(record.Identity, out Trial? trial) && trials.Count - leftOut.Count < most;
            if (!isAsked)
                leftOut.Add(record.Number);
            trials.Add((trial ?? record.ToTrial()) with { Number = record.Number, Proposal = record.Proposal });
        }

        foreach (Trial trial in asked.Values.Take(most - (trials.Count - leftOut.Count)))
            trials.Add(trial with { Number = trials.Count + 1 });
        return plan with { Trials = trials, LeftOut = leftOut.ToImmutable() };
    }

    /// <summary>Makes every recorded proposal again from what was known then.</summary>
    /// <param name="experiment">The recorded experiment.</param>
    /// <param name="recorded">Its trials in the order of their numbers.</param>
    /// <returns>One for each cell, and of rounds of repeats for each trial; null when nothing follows from results.</returns>
    public static ImmutableArray<ReplayedProposal>? Replay(Experiment experiment, ImmutableArray<TrialRecord> recorded)
    {
        if (experiment.MostRepeats is not null)
            return [.. RecordedRounds.Replay(experiment, recorded)];
        if (SweepPlanner.GrowthOf(experiment) is not PlanGrowth growth)
            return null;
        var replayed = ImmutableArray.CreateBuilder<ReplayedProposal>();
        foreach (TrialRecord first in recorded.Where(r => r is { Proposal: not null }).DistinctBy(r => r.Values))
        {
            ImmutableArray<Trial> again = KnownBefore(growth, recorded, first).Propose();
            replayed.Add(new ReplayedProposal(first, again.IsEmpty ? null : again[0]));
        }

        return replayed.ToImmutable();
    }

    /// <summary>What was known when a trial was proposed.</summary>
    internal static ProposalHistory KnownBefore(PlanGrowth growth, ImmutableArray<TrialRecord> recorded, TrialRecord proposed)
    {
        var history = new ProposalHistory(growth);
        foreach (TrialRecord earlier in recorded.TakeWhile(r => r.Number < proposed.Number))
            history.Add(earlier.ToTrial());
        foreach ((int number, bool hasFailed) in ProposedFrom.Read(proposed.Proposal!.From))
        {
            // Numbers ascend from 1.
            TrialRecord known = recorded[number - 1];
            history.Ended(number, hasFailed ? TrialState.Failed : known.State, known.Objective, known.LastEpoch);
        }

        return history;
    }
}

/// <summary>A proposal that was made again.</summary>
/// <param name="Recorded">The first trial of the cell that was proposed.</param>
/// <param name="Again">What is proposed now; null when nothing is.</param>
public sealed record ReplayedProposal(TrialRecord Recorded, Trial? Again)
{
    public bool IsSame => Again?.Identity == Recorded.Identity;
}
