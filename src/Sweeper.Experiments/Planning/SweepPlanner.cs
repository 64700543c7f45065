using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>Works an experiment out into its trials.</summary>
public static class SweepPlanner
{
    /// <summary>
    /// The plan of an experiment: cell after cell, the repeats of a cell one after the other. Cells that differ in nothing
    /// are one trial. The same experiment gives the same plan on every machine.
    /// </summary>
    public static SweepPlan Plan(Experiment experiment)
    {
        ImmutableArray<Trial> trials = [.. Trials(experiment).Take(experiment.RunCap ?? int.MaxValue)];
        SearchSpace space = CompleteSpace(experiment.Space, trials);
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
            Limits = experiment.Limits,
            Space = space,
            Trials = trials,
            Facts = ExperimentFacts.Of(experiment),
        };
    }

    private static IEnumerable<Trial> Trials(Experiment experiment)
    {
        var cells = new ExperimentCells(experiment.Space, experiment.Exclude, experiment.Include);
        var identities = new HashSet<TrialIdentity>();
        foreach (HyperparameterValues cell in experiment.Method == SearchMethod.Random ? cells.Drawn(experiment.Seed) : cells.All())
        {
            HyperparameterValues values = NetworkHyperparameters.Complete(cell);
            HyperparameterValues distinguishing = NetworkHyperparameters.Distinguishing(values);
            HyperparameterValues seeding = NetworkHyperparameters.DecidingSeed(distinguishing);
            for (int repeat = 1; repeat <= experiment.Repeats; repeat++)
            {
                TrialIdentity identity = TrialIdentity.Of(distinguishing, repeat);
                if (!identities.Add(identity))
                    continue;
                yield return new Trial
                {
                    Number = identities.Count,
                    Repeat = repeat,
                    Identity = identity,
                    Seed = TrialSeed.Derive(experiment.Seed, TrialIdentity.Of(seeding, repeat)),
                    Values = values,
                    PlannedEpochs = (int)((NumberValue)values[HyperparameterNames.Epochs]).Number,
                };
            }
        }
    }

    // The declared hyperparameters in the order of the file, then the others. Values that only included cells or
    // defaults bring in follow those of the file.
    private static SearchSpace CompleteSpace(SearchSpace declared, ImmutableArray<Trial> trials)
    {
        IEnumerable<string> names = declared.Hyperparameters.Select(h => h.Name)
            .Concat(NetworkHyperparameters.All.Select(d => d.Name))
            .Distinct();
        return new SearchSpace { Hyperparameters = [.. names.Select(n => Complete(n, declared, trials))] };
    }

    private static Hyperparameter Complete(string name, SearchSpace declared, ImmutableArray<Trial> trials)
    {
        Hyperparameter? given = declared.Hyperparameters.FirstOrDefault(h => h.Name == name);
        return new Hyperparameter
        {
            Name = name,
            Values = [.. (given?.Values ?? []).Concat(trials.Select(t => t.Values[name])).Distinct()],
            IsDerived = given is null,
        };
    }
}
