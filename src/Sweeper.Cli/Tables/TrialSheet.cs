using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tables;

/// <summary>Everything known of a trial.</summary>
internal static class TrialSheet
{
    public const string Identity = "trial";
    public const string Values = "hyperparameters";
    public const string Facts = "sweep";
    public const string Outcome = "outcome";
    public const string Pruning = "pruning";
    public const string BestMetrics = "best_epoch_metrics";
    public const string FinalMetrics = "last_epoch_metrics";
    public const string Timing = "timing";
    public const string Environment = "environment";

    /// <param name="sweep">Its sweep.</param>
    /// <param name="details">The trial.</param>
    public static FactSheet Of(SweepRecord sweep, TrialDetails details)
    {
        TrialRecord trial = details.Selected.Trial;
        FactSheet sheet = new();
        sheet.Add(Identity, "sweep", sweep.Reference.ToString());
        sheet.Add(Identity, "trial", trial.Number);
        sheet.Add(Identity, "repeat", trial.Repeat);
        if (trial.Fold is not null)
            sheet.Add(Identity, "fold", trial.Fold);
        sheet.Add(Identity, "seed", trial.Seed);
        sheet.Add(Identity, "identity", trial.Identity.Hex);
        if (trial.Proposal is TrialProposal proposal)
        {
            sheet.Add(Identity, "sampler", proposal.Sampler);
            sheet.Add(Identity, "proposed_from", proposal.From);
        }

        AddOutcome(sheet, sweep, details);
        if (trial.Pruning is PrunerDecision pruning)
            AddPruning(sheet, sweep, pruning);
        foreach (Hyperparameter hyperparameter in sweep.Space.Hyperparameters)
            sheet.Add(Values, hyperparameter.Name, FieldValue.Plain(trial.Values.Find(hyperparameter.Name)));
        AddMetrics(sheet, BestMetrics, trial.BestMetrics);
        AddMetrics(sheet, FinalMetrics, details.Selected.FinalMetrics);
        AddTiming(sheet, details.Selected);
        if (details.Environment is SweepEnvironment environment)
            AddEnvironment(sheet, Environment, environment);
        foreach (AttachmentRecord attachment in details.Attachments)
        {
            sheet.Add("attachments", attachment.Name, attachment.Path ?? "database", path => string.Create(
                CultureInfo.InvariantCulture, $"{path} ({attachment.MediaType}, {attachment.Bytes:N0} bytes)"));
        }

        return sheet;
    }

    /// <summary>Adds what is known of where something ran.</summary>
    public static void AddEnvironment(FactSheet sheet, string section, SweepEnvironment environment)
    {
        sheet.Add(section, "version", environment.Version);
        sheet.Add(section, "git_commit", environment.GitCommit);
        sheet.Add(section, "machine_name", environment.MachineName);
        sheet.Add(section, "processor", environment.Processor);
        sheet.Add(section, "cores", environment.Cores);
        sheet.Add(section, "operating_system", environment.OperatingSystem);
        sheet.Add(section, "runtime", environment.Runtime);
        sheet.Add(section, "command_line", environment.CommandLine);
        sheet.Add(section, "parallel", environment.Parallel);
        sheet.Add(section, "process_id", environment.ProcessId);
        sheet.Add(section, "started_at", FieldValue.Time(environment.StartedAt));
    }

    private static void AddOutcome(FactSheet sheet, SweepRecord sweep, TrialDetails details)
    {
        TrialRecord trial = details.Selected.Trial;
        sheet.Add(Outcome, "state", trial.State.Name());
        sheet.Add(Outcome, "reason", trial.Reason);
        sheet.Add(Outcome, "attempts", details.Attempts);
        sheet.Add(Outcome, "node", details.Node);
        sheet.Add(Outcome, "job", details.Job);
        sheet.Add(Outcome, "rank", details.Selected.Rank);
        sheet.Add(Outcome, "metric", sweep.Objective.IsNone ? null : sweep.Objective.Metric);
        sheet.Add(Outcome, "goal", sweep.Objective.IsNone ? null : sweep.Objective.Goal.Name());
        sheet.Add(Outcome, "objective", trial.Objective, value => TrialText.Metric(sweep.Objective.Metric, (double)value));
        sheet.Add(Outcome, "best_epoch", trial.BestEpoch);
        sheet.Add(Outcome, "epochs", trial.LastEpoch);
        sheet.Add(Outcome, "planned_epochs", trial.PlannedEpochs == Trial.UnknownEpochs ? null : trial.PlannedEpochs);
    }

    // The reason says it in a sentence; these are the numbers of it.
    private static void AddPruning(FactSheet sheet, SweepRecord sweep, PrunerDecision decision)
    {
        string Metric(object value) => TrialText.Metric(sweep.Objective.Metric, (double)value);
        sheet.Add(Pruning, "rule", decision.Rule);
        sheet.Add(Pruning, "epoch", decision.Epoch);
        sheet.Add(Pruning, "value", decision.Value, Metric);
        sheet.Add(Pruning, "threshold", decision.Threshold, Metric);
        sheet.Add(Pruning, "compared", decision.Compared);
        sheet.Add(Pruning, "kept", decision.Kept);
    }

    private static void AddMetrics(FactSheet sheet, string section, ImmutableArray<MetricValue> metrics)
    {
        foreach (MetricValue metric in metrics)
            sheet.Add(section, metric.Metric, metric.Value, value => TrialText.Metric(metric.Metric, (double)value));
    }

    private static void AddTiming(FactSheet sheet, SelectedTrial selected)
    {
        TrialRecord trial = selected.Trial;
        sheet.Add(Timing, "started_at", FieldValue.Time(trial.StartedAt));
        sheet.Add(Timing, "ended_at", FieldValue.Time(selected.EndedAt));
        sheet.Add(Timing, "duration_seconds", trial.DurationSeconds, value => Durations.Format((double)value));
        double? perEpoch = trial.LastEpoch > 0 ? trial.DurationSeconds / trial.LastEpoch : null;
        sheet.Add(Timing, "seconds_per_epoch", perEpoch, value => Durations.Format((double)value));
    }
}
