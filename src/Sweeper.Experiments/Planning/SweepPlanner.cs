using System.Collections.Immutable;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>Works an experiment out into its trials.</summary>
public static class SweepPlanner
{
    // Whoever reads a plan wants no more of them, and each is compared with all before it.
    private const int MostStartup = 1_000;

    /// <summary>
    /// The plan of an experiment: cell after cell, the repeats of a cell one after the other, each fold after fold. Cells that
    /// differ in nothing are one trial. The same experiment gives the same plan on every machine.
    /// </summary>
    public static SweepPlan Plan(Experiment experiment) => Plan(experiment, count: null);

    /// <summary>
    /// The first trials of the plan. Where they follow from results, those after the ones that can be told beforehand are what
    /// would be proposed as long as none has any.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="count">How many, at least 1; null for all that can be told beforehand.</param>
    public static SweepPlan Plan(Experiment experiment, int? count)
    {
        int most = MostAtFirst(experiment);
        if (count < (experiment.RunCap ?? int.MaxValue))
            experiment = experiment with { RunCap = count };
        var values = new PlanValues(experiment);
        var trials = new ExperimentTrials(experiment, Math.Min(most, experiment.RunCap ?? int.MaxValue), values);
        return GrowthOf(experiment) is PlanGrowth growth
            ? Growing(experiment, growth, values, trials, count ?? 0)
            : Create(experiment, values, trials) with { IsCapped = trials.IsCapped, MakeFingerprint = () =>
                PlanFingerprint.Of(experiment, values, trials.Identities) };
    }

    /// <summary>
    /// The plan of trials that are given, in their order, whatever the sampler of the experiment would have proposed. A cell
    /// that comes again is repeated.
    /// </summary>
    /// <param name="experiment">What they are trials of.</param>
    /// <param name="cells">The declared values of each, at least one; some may be absent.</param>
    public static SweepPlan PlanOf(Experiment experiment, IReadOnlyList<HyperparameterValues> cells)
    {
        var values = new PlanValues(experiment);
        var make = new CellTrials(experiment);
        Dictionary<HyperparameterValues, int> repeats = [];
        List<Trial> trials = [];
        foreach (HyperparameterValues cell in cells)
        {
            int repeat = repeats[cell] = repeats.GetValueOrDefault(cell) + 1;
            trials.Add(make.Of(make.Complete(cell), repeat - 1, trials.Count + 1));
            values.Add(trials[^1].Values);
        }

        return Create(experiment, values, trials) with
        {
            Repeats = repeats.Values.Max(),
            Fingerprint = PlanFingerprint.Of(experiment, values, trials.Select(t => t.Identity)),
        };
    }

    // Where cells are drawn, as many as could all have the most repeats; a grid keeps its cells.
    private static int MostAtFirst(Experiment experiment) =>
        experiment is { MostRepeats: int most, RunCap: int cap, Method.TakesRanges: true }
        ? Math.Max(1, cap / most / (experiment.Trial.Folds ?? 1)) * experiment.TrialsPerCell
        : int.MaxValue;

    private static RepeatRule? RoundsOf(Experiment experiment, int trials)
    {
        if (experiment.MostRepeats is not int most)
            return null;
        var cells = new CellTrials(experiment);
        int count = (trials + experiment.TrialsPerCell - 1) / experiment.TrialsPerCell;
        return new RepeatRule
        {
            Least = experiment.Repeats,
            Most = most,
            AllTrials = (int)Math.Min((long)count * most * (experiment.Trial.Folds ?? 1), experiment.RunCap ?? int.MaxValue),
            Trainings = cells.OfRepeat,
        };
    }

    /// <summary>How the plan of an experiment goes on; null where all of it is known.</summary>
    internal static PlanGrowth? GrowthOf(Experiment experiment) => !experiment.Grows ? null : new PlanGrowth
    {
        SamplerName = experiment.Method.Name,
        Sampler = experiment.Method.Learner?.Invoke(experiment.Seed, experiment.Objective.Goal)
            ?? new EndlessSampler(experiment.Method.Sequence!(experiment.Seed).Sample(experiment.Space)),
        Space = experiment.Space,
        MostTrials = experiment.RunCap,
        Earlier = experiment.Earlier?.Trials ?? [],
        Trainings = new CellTrials(experiment).Of,
    };

    // What can be told beforehand.
    private static SweepPlan Growing(
        Experiment experiment, PlanGrowth growth, PlanValues values, ExperimentTrials included, int asked)
    {
        var trials = new List<Trial>(included);
        var history = new ProposalHistory(growth);
        trials.ForEach(history.Add);
        int most = Math.Min(experiment.RunCap ?? int.MaxValue, ExperimentCells.Maximum);
        while ((history.CellCount < Math.Min(growth.Ahead, MostStartup) || trials.Count < asked)
            && trials.Count < most)
        {
            ImmutableArray<Trial> cell = history.Propose();
            if (cell.IsEmpty)
                break;
            foreach (Trial trial in cell.Take(most - trials.Count))
            {
                trials.Add(trial with { Number = trials.Count + 1 });
                history.Add(trials[^1]);
            }

            values.Add(cell[0].Values);
        }

        return Create(experiment, values, trials) with
        {
            IsCapped = experiment.RunCap is not null,
            Growth = growth,
            Fingerprint = PlanFingerprint.OfGrowing(experiment),
        };
    }

    private static SweepPlan Create(Experiment experiment, PlanValues values, IReadOnlyList<Trial> trials)
    {
        int folds = experiment.Trial.Folds ?? 1;
        return new SweepPlan
        {
            Name = experiment.Name,
            Description = experiment.Description,
            ExperimentFile = experiment.File,
            ExperimentText = experiment.Text,
            Seed = experiment.Seed,
            Objective = experiment.Objective,
            EarlyStopping = experiment.EarlyStopping,
            Pruner = experiment.Pruner,
            Limits = experiment.Limits,
            Failures = experiment.Failures,
            Space = values.ToSpace(),
            Trials = trials,
            Rounds = RoundsOf(experiment, trials.Count),
            Repeats = experiment.MostRepeats ?? Math.Min(experiment.Repeats, (trials.Count + folds - 1) / folds),
            Folds = experiment.Trial.Folds is null ? null : Math.Min(folds, trials.Count),
            LastEpoch = values.LastEpoch,
            Facts = ExperimentFacts.Of(experiment, values.LastEpoch),
        };
    }
}
