using Sweeper.Cli.Machine;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Programs.Imports;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Running;

/// <summary>Records results of another tool as a sweep.</summary>
/// <param name="context">The clock.</param>
/// <param name="results">The results folder.</param>
internal sealed class ImportRecord(CommandContext context, string results)
{
    /// <summary>Records them under a name.</summary>
    /// <exception cref="SweeperException">The name cannot be one, or the results folder cannot be written.</exception>
    public SweepReference Write(string name, ImportedResults imported, string file, IEnumerable<string> arguments)
    {
        if (imported.Trials.IsEmpty)
            throw new SweeperException($"'{file}' has no trial that ended", FailureKind.Input);
        if (imported.Hyperparameters.IsEmpty)
            throw new SweeperException($"'{file}' has no hyperparameter", FailureKind.Input);
        ExperimentLoadResult loaded = TrialKinds.Loader.Load(ImportedExperiment.Write(name, imported), file);
        if (loaded.Experiment is not Experiment experiment)
            throw new SweeperException($"what '{file}' holds cannot be taken for an experiment: {loaded.Errors[0]}",
                FailureKind.Input);
        using var store = SqliteSweepStore.Open(results, context.Time);
        SweepPlan plan = SweepPlanner.PlanOf(experiment, [.. imported.Trials.Select(t => t.Values)]);
        ISweepJournal journal = store.Open(plan, MachineDescription.Capture([.. arguments], 1, context.Time.GetUtcNow()),
            fresh: true);
        Trial[] later = [.. plan.Trials.Skip(journal.InitialStates.Length)];
        if (later.Length > 0)
            journal.AddTrials(later, further: 0);
        foreach ((Trial trial, ImportedTrial result) in plan.Trials.Zip(imported.Trials))
            Record(journal, trial, result, plan.Objective.Metric);
        journal.EndSweep(SweepState.Completed, $"imported from {imported.Source}");
        return journal.Reference;
    }

    /// <summary>In which state a trial is recorded: it completes only with a number to rank it by.</summary>
    public static TrialState StateOf(ImportedTrial trial, string metric) =>
        trial.State == TrialState.Completed && Last(trial, metric) is null ? TrialState.Failed : trial.State;

    private static EpochMetrics? Last(ImportedTrial trial, string metric) =>
        trial.Epochs.LastOrDefault(e => e.Find(metric) is double value && !double.IsNaN(value));

    private static void Record(ISweepJournal journal, Trial trial, ImportedTrial result, string metric)
    {
        journal.StartTrial(trial);
        foreach (EpochMetrics epoch in result.Epochs)
            journal.RecordEpoch(trial, epoch);
        EpochMetrics? best = Last(result, metric);
        TrialState state = StateOf(result, metric);
        var outcome = new TrialOutcome
        {
            State = state,
            Reason = state == result.State ? $"imported as {state.Name()}" : $"imported without a number for {metric}",
            LastEpoch = result.Epochs.IsEmpty ? null : result.Epochs[^1].Epoch,
            BestEpoch = best?.Epoch,
            Objective = best?.Find(metric),
            DurationSeconds = result.DurationSeconds,
        };
        journal.EndTrial(trial, outcome, new TrialResult());
    }
}
