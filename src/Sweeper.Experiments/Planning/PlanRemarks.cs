using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Planning;

/// <summary>What became of the cells of an experiment on their way to trials, where that is not what its file seems to say.</summary>
public static class PlanRemarks
{
    /// <summary>Lines for a reader, without full stops: cells that are one trial, a <c>run_cap</c> that is not reached or leaves trials out, and what the kind of trial remarks.</summary>
    public static ImmutableArray<string> Of(Experiment experiment, SweepPlan plan) =>
        [.. experiment.Method == SearchMethod.Random ? OfRandom(experiment, plan) : OfGrid(experiment), .. OfLastCell(experiment, plan), .. experiment.Trial.Remarks(plan)];

    private static IEnumerable<string> OfRandom(Experiment experiment, SweepPlan plan)
    {
        if (plan.Trials.Length < experiment.RunCap)
            yield return Text($"run_cap asks for {experiment.RunCap:N0} trials, but only {plan.Trials.Length:N0} different ones turned up");
    }

    private static IEnumerable<string> OfLastCell(Experiment experiment, SweepPlan plan)
    {
        if (plan.IsCapped && plan.Trials.Length % experiment.TrialsPerCell is int some and > 0)
            yield return Text($"run_cap leaves the last cell with {Trials(some)} of {experiment.TrialsPerCell:N0}");
    }

    private static IEnumerable<string> OfGrid(Experiment experiment)
    {
        HyperparameterTable table = experiment.Trial.Hyperparameters;
        long cells = 0;
        var different = new HashSet<string>(StringComparer.Ordinal);
        foreach (HyperparameterValues cell in new ExperimentCells(experiment.Space, experiment.Exclude, experiment.Include).All())
        {
            cells++;
            different.Add(table.Distinguishing(table.Complete(cell)).Canonical);
        }

        if (cells > different.Count)
            yield return Text($"{cells - different.Count:N0} of the {cells:N0} cells are the same trials as others, differing in nothing that exists in them");
        long trials = (long)different.Count * experiment.TrialsPerCell;
        if (experiment.RunCap < trials)
            yield return Text($"run_cap leaves out all but the first {experiment.RunCap:N0} of {Trials(trials)}");
        else if (experiment.RunCap > trials)
            yield return Text($"run_cap is {experiment.RunCap:N0}, but there are only {Trials(trials)}");
    }

    private static string Trials(long count) => count == 1 ? "1 trial" : Text($"{count:N0} trials");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
