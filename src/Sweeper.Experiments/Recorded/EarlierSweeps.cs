using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Recorded;

/// <summary>Looks up the earlier sweeps that an experiment names as history.</summary>
public static class EarlierSweeps
{
    private const string Separator = ": ";

    /// <summary>
    /// The experiment with the trials of its history: those that a recorded sweep of it was told, whatever was added since, or
    /// all that are done now. Of these, the ones that lie in its space.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="reader">Where sweeps are recorded.</param>
    /// <param name="recorded">The sweep of the experiment, if there is one.</param>
    /// <exception cref="SweeperException">A sweep is not there, or ranks in another direction.</exception>
    public static Experiment Resolve(Experiment experiment, ISweepReader reader, SweepRecord? recorded)
    {
        if (experiment.History.IsEmpty)
            return experiment;
        string[] facts = [.. recorded?.Facts.Where(f => f.Key == ExperimentFacts.History).Select(f => f.Value) ?? []];
        bool isRecorded = facts.Length == experiment.History.Length
            && experiment.History.Zip(facts).All(h => IsOf(h.First, h.Second));
        var told = ImmutableArray.CreateBuilder<SampledTrial>();
        var used = ImmutableArray.CreateBuilder<string>();
        foreach ((int i, string name) in experiment.History.Index())
        {
            string[] parts = isRecorded ? facts[i].Split(Separator) : [name];
            HashSet<int>? numbers = isRecorded ? [.. ProposedFrom.Read(parts[1]).Select(f => f.Number)] : null;
            SweepRecord sweep = Find(experiment, reader, parts[0]);
            TrialRecord[] trials =
            [
                .. reader.ReadTrials(sweep)
                    .Where(t => numbers?.Contains(t.Number)
                        ?? (t.State.IsDone() && Told(experiment, t, 0).LiesIn(experiment.Space))),
            ];
            foreach (TrialRecord trial in trials)
                told.Add(Told(experiment, trial, told.Count + 1));
            string known = ProposedFrom.Write(trials.Select(t => (t.Number, false)));
            used.Add(FormattableString.Invariant($"{sweep.Reference.Name}#{sweep.Reference.Number}{Separator}{known}"));
        }

        return experiment with { Earlier = new EarlierTrials(used.ToImmutable(), told.ToImmutable()) };
    }

    // A name stands for the latest sweep of it; a fact says which that was.
    private static bool IsOf(string name, string fact) =>
        fact.StartsWith(name + (name.Contains('#', StringComparison.Ordinal) ? Separator : "#"), StringComparison.Ordinal);

    private static SampledTrial Told(Experiment experiment, TrialRecord trial, int number) => new()
    {
        Number = number,
        Values = experiment.Space.WithoutAbsent(
            trial.Values.Where(v => experiment.Space.Hyperparameters.Any(h => h.Name == v.Key))),
        State = trial.State,
        Objective = trial.State.IsRanked() ? trial.Objective : null,
        LastEpoch = trial.LastEpoch ?? 0,
    };

    private static SweepRecord Find(Experiment experiment, ISweepReader reader, string name)
    {
        string[] parts = name.Split('#', 2);
        bool hasNumber = int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int given);
        int? number = parts.Length == 2 && hasNumber ? given : null;
        if ((parts.Length == 2 && number is null) || reader.FindSweep(parts[0], number) is not SweepRecord sweep)
            throw new SweeperException($"history names '{name}', and there is no such sweep in the results folder",
                FailureKind.Input);
        return sweep.Objective.Goal == experiment.Objective.Goal && !sweep.Objective.IsNone
            ? sweep
            : throw new SweeperException(
                $"history names '{name}', whose trials are ranked by '{sweep.Objective}', "
                + $"and this experiment's by '{experiment.Objective}': the direction must be the same",
                FailureKind.Input);
    }
}
