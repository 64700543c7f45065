using System.Collections.Immutable;
using Sweeper.Cli.Machine;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Programs.Tries;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Running;

/// <summary>Records a program that was tried as a sweep of one trial.</summary>
/// <param name="context">Where to say so.</param>
/// <param name="results">The results folder.</param>
internal sealed class TriedRecord(CommandContext context, string results)
{
    /// <summary>Records it.</summary>
    /// <param name="name">The name of the sweep.</param>
    /// <param name="command">What was run.</param>
    /// <param name="tried">What came of it; its folder becomes that of the trial.</param>
    /// <exception cref="SweeperException">The name cannot be one, or the results folder cannot be written.</exception>
    public void Write(string name, ImmutableArray<string> command, TriedProgram tried)
    {
        Objective? metric = MetricChoice.Of(tried.Metrics.Select(m => m.Name));
        string text = OfferedExperiment.Write(name, CommandFlags.Of(command), metric, varies: false);
        ExperimentLoadResult loaded = TrialKinds.Loader.Load(text, "sweeper try");
        if (loaded.Experiment is not Experiment experiment)
            throw new SweeperException(loaded.Errors[0].ToString(), FailureKind.Input);
        using var store = SqliteSweepStore.Open(results, context.Time);
        SweepPlan plan = SweepPlanner.Plan(experiment);
        SweepEnvironment environment = MachineDescription.Capture(["try", "--", .. command], 1, context.Time.GetUtcNow());
        ISweepJournal journal = store.Open(plan, environment, fresh: true);
        new SweepRunner(new Replay(tried), new NoObserver(), context.Time).Run(plan, journal, 1, CancellationToken.None);
        string trials = Path.Combine(journal.Folder, "trials");
        Directory.CreateDirectory(trials);
        Directory.Move(tried.Folder, Path.Combine(trials, "1"));
        context.Output.Profile.Out.Writer.WriteLine($"Recorded as {journal.Reference}: sweeper show {journal.Reference} 1");
    }

    private sealed class Replay(TriedProgram tried) : ITrialRunner
    {
        public bool ResumesByItself => true;

        public TrialResult Run(Trial trial, ITrialMonitor monitor)
        {
            foreach (EpochMetrics epoch in tried.Epochs)
                monitor.Report(epoch, canStop: false);
            return new TrialResult { Reason = tried.End.ToString() };
        }
    }

    private sealed class NoObserver : ISweepObserver
    {
        public void TrialStarted(Trial trial)
        {
        }

        public void TrialResumed(Trial trial, EpochMetrics epoch)
        {
        }

        public void CheckpointRefused(Trial trial, string reason)
        {
        }

        public void EpochEnded(Trial trial, EpochMetrics metrics)
        {
        }

        public void TrialEnded(Trial trial, TrialOutcome outcome)
        {
        }
    }
}
