using System.Collections.Immutable;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Recorded;

/// <summary>A sweep with rounds of repeats, as it is recorded.</summary>
internal static class RecordedRounds
{
    /// <summary>
    /// The plan with the trials that are recorded, under their numbers, then those that its cells lack before the first round. A
    /// recorded trial that could be one of a round is asked for.
    /// </summary>
    public static SweepPlan Arrange(SweepPlan plan, RepeatRule rounds, ImmutableArray<TrialRecord> recorded)
    {
        HashSet<HyperparameterValues> cells = [.. plan.Trials.Select(t => t.Values)];
        Dictionary<TrialIdentity, Trial> first = plan.Trials.ToDictionary(t => t.Identity);
        List<Trial> trials = [];
        var leftOut = ImmutableHashSet.CreateBuilder<int>();
        foreach (TrialRecord record in recorded)
        {
            bool isPlanned = first.Remove(record.Identity);
            bool isOfRounds = cells.Contains(record.Values) && record.Repeat <= rounds.Most
                && trials.Count - leftOut.Count < rounds.AllTrials;
            if (!isPlanned && !isOfRounds)
                leftOut.Add(record.Number);
            trials.Add(record.ToTrial());
        }

        foreach (Trial trial in first.Values)
            trials.Add(trial with { Number = trials.Count + 1 });
        return plan with { Trials = trials, LeftOut = leftOut.ToImmutable() };
    }

    /// <summary>The plan, with whether its rounds are over.</summary>
    public static SweepPlan Judged(SweepPlan plan, ImmutableArray<TrialRecord> recorded)
    {
        if (plan.Rounds is not RepeatRule rule || recorded.Length < plan.Trials.Count)
            return plan;
        var rounds = new RepeatRounds(plan.Objective.Goal, rule);
        foreach (TrialRecord trial in recorded.Where(r => !plan.LeftOut.Contains(r.Number)))
        {
            rounds.Add(trial.ToTrial());
            rounds.Ended(trial.Number, trial.State, trial.Objective);
        }

        return plan with { AreRoundsOver = rounds.IsOver };
    }

    /// <summary>Makes every recorded round again from what was known then.</summary>
    /// <param name="experiment">The recorded experiment, with rounds.</param>
    /// <param name="recorded">Its trials in the order of their numbers.</param>
    /// <returns>One for each trial of a round.</returns>
    public static IEnumerable<ReplayedProposal> Replay(Experiment experiment, ImmutableArray<TrialRecord> recorded)
    {
        // Limits may have been others then: what every cell had is known, and of the trials of a round those that are recorded
        // count.
        SweepPlan plan = SweepPlanner.Plan(experiment);
        RepeatRule rule = plan.Rounds! with { Least = 1, Most = recorded.Select(r => r.Repeat).Append(plan.Rounds!.Most).Max(),
            AllTrials = int.MaxValue };
        foreach (IGrouping<string, TrialRecord> round in recorded.Where(r => r.Proposal?.Sampler == RepeatRule.ProposerName)
            .GroupBy(r => r.Proposal!.From))
        {
            Dictionary<int, bool> known = ProposedFrom.Read(round.Key).ToDictionary(k => k.Number, k => k.HasFailed);
            var rounds = new RepeatRounds(plan.Objective.Goal, rule);
            foreach (TrialRecord earlier in recorded.Where(r => known.ContainsKey(r.Number)))
            {
                rounds.Add(earlier.ToTrial());
                rounds.Ended(earlier.Number, known[earlier.Number] ? TrialState.Failed : earlier.State, earlier.Objective);
            }

            ImmutableArray<Trial> again = rounds.Next();
            foreach (TrialRecord trial in round)
                yield return new ReplayedProposal(trial, again.FirstOrDefault(t => t.Identity == trial.Identity));
        }
    }
}
