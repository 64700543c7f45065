using System.Diagnostics;
using Sweeper.Experiments.Planning;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;

namespace Sweeper.Benchmarks.Tracking;

/// <summary>Epochs of trials that nobody trained, recorded as fast as the store takes them.</summary>
internal static class RecordedRows
{
    private const int Trials = 200;

    private static readonly string Text =
        $$"""
        name: rows
        dataset: digits
        method: random
        run_cap: {{Trials}}
        parameters: {learning_rate: {min: 0.001, max: 1.0}, epochs: 1000}
        """;

    /// <summary>Records every trial, one after the other.</summary>
    /// <returns>How many rows of metrics, and the seconds until they were all on disk.</returns>
    public static (long Rows, double Seconds) Record(string folder)
    {
        SweepPlan plan = SweepPlanner.Plan(NetworkTrialKind.Loader.Load(Text, "rows.yaml").Experiment!);
        long rows = 0;
        using SqliteSweepStore store = SqliteSweepStore.Open(folder, TimeProvider.System);
        ISweepJournal journal = store.Open(plan, MadeUp.Machine, fresh: true);
        long start = Stopwatch.GetTimestamp();
        foreach (Trial trial in plan.Trials)
            rows += Record(journal, trial);
        return (rows, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static long Record(ISweepJournal journal, Trial trial)
    {
        journal.StartTrial(trial);
        long rows = 0;
        for (int epoch = 1; epoch <= trial.PlannedEpochs; epoch++)
        {
            EpochMetrics metrics = InstantTrials.Epoch(trial.Number, epoch);
            journal.RecordEpoch(trial, metrics);
            rows += metrics.Metrics.Length;
        }

        var outcome = new TrialOutcome
        {
            State = TrialState.Completed,
            Reason = "trained to its last epoch",
            LastEpoch = trial.PlannedEpochs,
            BestEpoch = trial.PlannedEpochs,
            Objective = 1.0 / trial.Number,
            DurationSeconds = 1,
        };
        journal.EndTrial(trial, outcome, new TrialResult());
        return rows;
    }
}
