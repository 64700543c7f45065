using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Planning;

/// <summary>
/// What became of the cells of an experiment on their way to trials, where that is not what its file seems to say.
/// </summary>
public static class PlanRemarks
{
    /// <summary>
    /// Lines for a reader, without full stops: cells that are one trial, a <c>run_cap</c> that is not reached or leaves trials
    /// out, and what the kind of trial remarks.
    /// </summary>
    public static ImmutableArray<string> Of(Experiment experiment, SweepPlan plan) =>
    [
        .. plan.Growth is PlanGrowth growth ? OfGrowing(experiment, plan, growth)
            : experiment.Method.TakesRanges ? OfDrawn(experiment, plan)
            : OfGrid(experiment, plan),
        .. OfRounds(plan),
        .. OfLastCell(experiment, plan),
        .. experiment.Trial.Remarks(plan),
    ];

    private static IEnumerable<string> OfDrawn(Experiment experiment, SweepPlan plan)
    {
        if (plan.Rounds is null && plan.Trials.Count < experiment.RunCap)
            yield return Text(
                $"run_cap asks for {experiment.RunCap:N0} trials, but only {plan.Trials.Count:N0} different ones turned up");
    }

    private static IEnumerable<string> OfGrowing(Experiment experiment, SweepPlan plan, PlanGrowth growth)
    {
        string from = experiment.Method.Learner is null
            ? "until something ends the sweep"
            : "from the results of those before them";
        if (!experiment.History.IsEmpty && experiment.Earlier is null)
        {
            yield return $"run tells {growth.SamplerName} the trials of {string.Join(", ", experiment.History)} first; "
                + "these are proposed without them";
        }

        long told = (long)growth.Ahead * experiment.TrialsPerCell;
        string beforehand = $"{Trials(plan.Trials.Count)} can be told beforehand; {growth.SamplerName} proposes the";
        if (experiment.Method.Learner is not null && plan.Trials.Count > told)
        {
            yield return Text($"the trials after the first {told:N0} are what {growth.SamplerName} would propose ")
                + "as long as none has ended; run proposes them from results";
        }
        else if (plan.TrialCount > plan.Trials.Count)
        {
            yield return Text($"{beforehand} other {plan.TrialCount - plan.Trials.Count:N0} {from}");
        }
        else if (plan.TrialCount is null)
        {
            yield return $"{beforehand} others {from}";
        }
    }

    private static IEnumerable<string> OfRounds(SweepPlan plan)
    {
        if (plan.Rounds is RepeatRule rounds)
        {
            yield return $"after these {Trials(plan.Trials.Count)}, the cells that cannot be told from the best get further "
                + $"repeats, {Trials(rounds.AllTrials)} in all at most";
        }
    }

    private static IEnumerable<string> OfLastCell(Experiment experiment, SweepPlan plan)
    {
        if (plan.IsCapped && plan.TrialCount % experiment.TrialsPerCell is int some and > 0)
            yield return Text($"run_cap leaves the last cell with {Trials(some)} of {experiment.TrialsPerCell:N0}");
    }

    private static IEnumerable<string> OfGrid(Experiment experiment, SweepPlan plan)
    {
        var all = new ExperimentCells(experiment);
        long cells = all.Count;
        long different = plan.IsCapped
            ? all.Distinct(new CellTrials(experiment)).LongCount()
            : plan.Trials.Count / experiment.TrialsPerCell;
        if (cells > different)
        {
            yield return Text($"{cells - different:N0} of the {cells:N0} cells are the same trials as others, ")
                + "differing in nothing that exists in them";
        }

        long trials = different * experiment.TrialsPerCell;
        if (experiment.RunCap < trials)
            yield return Text($"run_cap leaves out all but the first {experiment.RunCap:N0} of {Trials(trials)}");
        else if (experiment.RunCap > trials && plan.Rounds is null)
            yield return Text($"run_cap is {experiment.RunCap:N0}, but there are only {Trials(trials)}");
    }

    private static string Trials(long count) => count == 1 ? "1 trial" : Text($"{count:N0} trials");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
