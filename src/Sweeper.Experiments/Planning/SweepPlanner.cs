using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>Works an experiment out into its trials.</summary>
public static class SweepPlanner
{
    /// <summary>
    /// The plan of an experiment: cell after cell, the repeats of a cell one after the other, each fold after fold. Cells that differ in nothing
    /// are one trial. The same experiment gives the same plan on every machine.
    /// </summary>
    public static SweepPlan Plan(Experiment experiment)
    {
        int most = experiment.RunCap ?? int.MaxValue - 1;
        List<Trial> all = new(Expected(experiment));
        all.AddRange(Trials(experiment).Take(most + 1));
        bool isCapped = all.Count > most;
        ImmutableArray<Trial> trials = [.. CollectionsMarshal.AsSpan(all)[..Math.Min(all.Count, most)]];
        SearchSpace space = CompleteSpace(experiment, trials);
        return new SweepPlan
        {
            Name = experiment.Name,
            Description = experiment.Description,
            ExperimentFile = experiment.File,
            ExperimentText = experiment.Text,
            Fingerprint = PlanFingerprint.Of(experiment, space, trials),
            Seed = experiment.Seed,
            Objective = experiment.Objective,
            EarlyStopping = experiment.EarlyStopping,
            Pruner = experiment.Pruner,
            Limits = experiment.Limits,
            Failures = experiment.Failures,
            IsCapped = isCapped,
            Space = space,
            Trials = trials,
            Facts = ExperimentFacts.Of(experiment, trials.Max(t => t.PlannedEpochs)),
        };
    }

    // How many trials there will be, where that can be told: what holds them then need not grow.
    private static int Expected(Experiment experiment) =>
        experiment is { Method: SearchMethod.Random, RunCap: int trials } ? Math.Min(trials, ExperimentCells.Maximum) + 1 : 0;

    private static IEnumerable<Trial> Trials(Experiment experiment)
    {
        var cells = new ExperimentCells(experiment.Space, experiment.Exclude, experiment.Include);
        var identities = new HashSet<TrialIdentity>(Expected(experiment));
        foreach (HyperparameterValues cell in experiment.Method == SearchMethod.Random ? cells.Drawn(experiment.Seed, Expected(experiment)) : cells.All())
        {
            foreach (Trial trial in Trainings(experiment, cell, identities))
                yield return trial;
        }
    }

    // Those of a cell, without those that another one has.
    private static List<Trial> Trainings(Experiment experiment, HyperparameterValues cell, HashSet<TrialIdentity> identities)
    {
        HyperparameterTable table = experiment.Trial.Hyperparameters;
        HyperparameterValues values = table.Complete(cell);
        HyperparameterValues distinguishing = table.Distinguishing(values);
        HyperparameterValues seeding = table.DecidingSeed(distinguishing);
        int folds = experiment.Trial.Folds ?? 1;
        List<Trial> trials = new(experiment.TrialsPerCell);
        for (int i = 0; i < experiment.TrialsPerCell; i++)
        {
            int repeat = (i / folds) + 1;
            int? fold = experiment.Trial.Folds is null ? null : (i % folds) + 1;
            TrialIdentity identity = TrialIdentity.Of(distinguishing, repeat, fold);
            if (!identities.Add(identity))
                continue;
            trials.Add(new Trial
            {
                Number = identities.Count,
                Repeat = repeat,
                Fold = fold,
                Identity = identity,
                Seed = TrialSeed.Derive(experiment.Seed, ReferenceEquals(seeding, distinguishing) ? identity : TrialIdentity.Of(seeding, repeat, fold)),
                Values = values,
                PlannedEpochs = experiment.Trial.PlannedEpochs(values),
            });
        }

        return trials;
    }

    // The declared hyperparameters in the order of the file, those of included cells last, then the others. Values that only included cells or
    // defaults bring in follow those of the file.
    internal static SearchSpace CompleteSpace(Experiment experiment, ImmutableArray<Trial> trials)
    {
        string[] chosen = [.. experiment.Include.Prepend(experiment.Space).SelectMany(s => s.Hyperparameters).Select(h => h.Name).Distinct()];
        IEnumerable<string> names = chosen.Concat(experiment.Trial.Hyperparameters.All.Select(d => d.Name)).Distinct();
        return new SearchSpace { Hyperparameters = [.. names.Select(n => Complete(n, experiment.Space, trials, isDerived: !chosen.Contains(n)))] };
    }

    private static Hyperparameter Complete(string name, SearchSpace declared, ImmutableArray<Trial> trials, bool isDerived)
    {
        Hyperparameter? given = declared.Hyperparameters.FirstOrDefault(h => h.Name == name);
        int expected = given?.Distribution is NumericDistribution ? trials.Length : 0;
        var seen = new HashSet<HyperparameterValue>(expected);
        var values = ImmutableArray.CreateBuilder<HyperparameterValue>(expected);
        foreach (HyperparameterValue value in given?.Values ?? [])
            Add(value);
        HyperparameterValue? last = null;
        var column = new ValueColumn(name);
        foreach (Trial trial in trials)
        {
            // Neighbours in a plan mostly share a value, and defaults are the same object everywhere.
            HyperparameterValue? value = column.In(trial.Values);
            if (value is not null && !ReferenceEquals(value, last))
                Add(value);
            last = value;
        }

        return new Hyperparameter { Name = name, Values = values.ToImmutable(), IsDerived = isDerived };

        void Add(HyperparameterValue value)
        {
            if (seen.Add(value))
                values.Add(value);
        }
    }
}
