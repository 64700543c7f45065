using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>Works an experiment out into its trials.</summary>
public static class SweepPlanner
{
    // A few milliseconds of work.
    private const int TrialsAtOnce = 2_048;

    /// <summary>
    /// The plan of an experiment: cell after cell, the repeats of a cell one after the other, each fold after fold. Cells that differ in nothing
    /// are one trial. The same experiment gives the same plan on every machine.
    /// </summary>
    public static SweepPlan Plan(Experiment experiment)
    {
        int most = experiment.RunCap ?? int.MaxValue - 1;
        var all = ImmutableArray.CreateBuilder<Trial>(Expected(experiment));
        all.AddRange(Trials(experiment).Take(most + 1));
        bool isCapped = all.Count > most;
        all.Count = Math.Min(all.Count, most);
        ImmutableArray<Trial> trials = all.DrainToImmutable();
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
            Facts = ExperimentFacts.Of(experiment, SweepPlan.LastOf(trials)),
        };
    }

    // How many trials there will be, where that can be told: what holds them then need not grow.
    private static int Expected(Experiment experiment) =>
        experiment is { Method: SearchMethod.Random, RunCap: int trials } ? Math.Min(trials, ExperimentCells.Maximum) + 1 : 0;

    // Each once, whichever of its cells comes first.
    private static IEnumerable<Trial> Trials(Experiment experiment)
    {
        var cells = new ExperimentCells(experiment.Space, experiment.Exclude, experiment.Include);
        IEnumerable<HyperparameterValues> all = experiment.Method == SearchMethod.Random ? cells.Drawn(experiment.Seed, Expected(experiment)) : cells.All();
        var identities = new HashSet<TrialIdentity>(Expected(experiment));
        foreach (HyperparameterValues[] some in all.Chunk(Math.Max(1, TrialsAtOnce / experiment.TrialsPerCell)))
        {
            foreach (Trial trial in Trainings(experiment, some))
            {
                if (identities.Add(trial.Identity))
                    yield return trial with { Number = identities.Count };
            }
        }
    }

    private static Trial[] Trainings(Experiment experiment, HyperparameterValues[] cells)
    {
        var trials = new Trial[cells.Length * experiment.TrialsPerCell];
        if (trials.Length >= TrialsAtOnce / 2)
        {
            Parallel.For(0, cells.Length, i => AddTrainings(experiment, cells, i, trials));
        }
        else
        {
            // To get threads going would take longer.
            for (int i = 0; i < cells.Length; i++)
                AddTrainings(experiment, cells, i, trials);
        }

        return trials;
    }

    // Those of one cell, not numbered yet.
    private static void AddTrainings(Experiment experiment, HyperparameterValues[] cells, int index, Trial[] trials)
    {
        HyperparameterTable table = experiment.Trial.Hyperparameters;
        HyperparameterValues values = table.Complete(cells[index]);
        HyperparameterValues distinguishing = table.Distinguishing(values);
        HyperparameterValues seeding = table.DecidingSeed(distinguishing);
        int folds = experiment.Trial.Folds ?? 1;
        int epochs = experiment.Trial.PlannedEpochs(values);
        for (int i = 0; i < experiment.TrialsPerCell; i++)
        {
            int repeat = (i / folds) + 1;
            int? fold = experiment.Trial.Folds is null ? null : (i % folds) + 1;
            TrialIdentity identity = TrialIdentity.Of(distinguishing, repeat, fold);
            trials[(index * experiment.TrialsPerCell) + i] = new Trial
            {
                Number = 0,
                Repeat = repeat,
                Fold = fold,
                Identity = identity,
                Seed = TrialSeed.Derive(experiment.Seed, ReferenceEquals(seeding, distinguishing) ? identity : TrialIdentity.Of(seeding, repeat, fold)),
                Values = values,
                PlannedEpochs = epochs,
            };
        }
    }

    // The declared hyperparameters in the order of the file, those of included cells last, then the others. Values that only included cells or
    // defaults bring in follow those of the file.
    internal static SearchSpace CompleteSpace(Experiment experiment, ImmutableArray<Trial> trials)
    {
        string[] chosen = [.. experiment.Include.Prepend(experiment.Space).SelectMany(s => s.Hyperparameters).Select(h => h.Name).Distinct()];
        IEnumerable<string> names = chosen.Concat(experiment.Trial.Hyperparameters.All.Select(d => d.Name)).Distinct();
        var numbers = new HashSet<double>();
        return new SearchSpace { Hyperparameters = [.. names.Select(n => Complete(n, experiment.Space, trials, isDerived: !chosen.Contains(n), numbers))] };
    }

    // Numbers are looked for among themselves, in memory for all: those of a distribution are as many as trials.
    private static Hyperparameter Complete(string name, SearchSpace declared, ImmutableArray<Trial> trials, bool isDerived, HashSet<double> numbers)
    {
        Hyperparameter? given = declared.Hyperparameters.FirstOrDefault(h => h.Name == name);
        int expected = given?.Distribution is NumericDistribution ? trials.Length : 0;
        numbers.Clear();
        numbers.EnsureCapacity(expected);
        var others = new HashSet<HyperparameterValue>();
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

        return new Hyperparameter { Name = name, Values = values.DrainToImmutable(), IsDerived = isDerived };

        void Add(HyperparameterValue value)
        {
            if (value is NumberValue number ? numbers.Add(number.Number) : others.Add(value))
                values.Add(value);
        }
    }
}
